using System.Text.Json;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Tests.Kernel.Journal;

namespace Onboarding.LocalAws.Tests.Ses;

/// <summary>
/// Documented(https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_CreateConfigurationSet.html and its siblings).
/// </summary>
public sealed class ConfigurationSetTests : IAsyncLifetime
{
    public const string Bus = "arn:aws:events:us-east-1:123456789012:event-bus/default";

    private TestHost _host = null!;

    public async Task InitializeAsync() => _host = await TestHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Creates_gets_lists_and_deletes()
    {
        await CreateAsync(
            ",\"Tags\":[{\"Key\":\"k\",\"Value\":\"v\"}],\"SuppressionOptions\":{\"SuppressedReasons\":[\"BOUNCE\"]}");
        await _host.SesOkAsync(HttpMethod.Post, "configuration-sets", """{"ConfigurationSetName":"a"}""");

        var got = await _host.SesOkAsync(HttpMethod.Get, "configuration-sets/set");
        Assert.Equal("set", got.GetProperty("ConfigurationSetName").GetString());
        Assert.True(got.GetProperty("SendingOptions").GetProperty("SendingEnabled").GetBoolean());
        Assert.Equal(
            """{"SuppressedReasons":["BOUNCE"]}""", got.GetProperty("SuppressionOptions").GetRawText());
        Assert.Equal("""[{"Key":"k","Value":"v"}]""", got.GetProperty("Tags").GetRawText());

        var first = await _host.SesOkAsync(HttpMethod.Get, "configuration-sets?PageSize=1");
        Assert.Equal("""["a"]""", first.GetProperty("ConfigurationSets").GetRawText());
        var second = await _host.SesOkAsync(
            HttpMethod.Get, "configuration-sets?NextToken=" + first.GetProperty("NextToken").GetString());
        Assert.Equal("""{"ConfigurationSets":["set"]}""", second.GetRawText());

        await _host.SesOkAsync(HttpMethod.Delete, "configuration-sets/set");
        const string gone = "404 NotFoundException: Configuration set <set> does not exist.";
        Assert.Equal(gone, await _host.SesFaultAsync(HttpMethod.Get, "configuration-sets/set"));
        Assert.Equal(gone, await _host.SesFaultAsync(HttpMethod.Delete, "configuration-sets/set"));
    }

    [Theory]
    [InlineData("""{}""", "400 BadRequestException: ConfigurationSetName is required.")]
    [InlineData(
        """{"ConfigurationSetName":"a b"}""",
        "400 BadRequestException: ConfigurationSetName must have 1 to 64 letters, digits, hyphens and underscores.")]
    [InlineData(
        """{"ConfigurationSetName":"b","SuppressionOptions":{"SuppressedReasons":["SPAM"]}}""",
        "400 BadRequestException: 1 validation error detected: Value 'SPAM' at 'suppressedReasons' failed to satisfy "
        + "constraint: Member must satisfy enum value set: [BOUNCE, COMPLAINT]")]
    [InlineData(
        """{"ConfigurationSetName":"set"}""",
        "400 AlreadyExistsException: Configuration set <set> already exists.")]
    public async Task Rejects(string body, string fault)
    {
        await CreateAsync();
        Assert.Equal(fault, await _host.SesFaultAsync(HttpMethod.Post, "configuration-sets", body));
    }

    [Fact]
    public async Task Sends_nothing_by_a_set_that_is_paused()
    {
        await _host.VerifyAsync("example.com");
        await CreateAsync();
        var request = "{\"ConfigurationSetName\":\"set\"," + SesHost.Simple("ada@example.net")[1..];
        await _host.SesOkAsync(HttpMethod.Post, "outbound-emails", request);
        await _host.SesOkAsync(HttpMethod.Put, "configuration-sets/set/sending", """{"SendingEnabled":false}""");
        Assert.Equal(
            "400 SendingPausedException: Email sending is disabled for configuration set <set>.",
            await _host.SesFaultAsync(HttpMethod.Post, "outbound-emails", request));
        await _host.SesOkAsync(HttpMethod.Put, "configuration-sets/set/sending", """{"SendingEnabled":true}""");
        await _host.SesOkAsync(HttpMethod.Post, "outbound-emails", request);
        Assert.StartsWith(
            "404 ",
            await _host.SesFaultAsync(HttpMethod.Put, "configuration-sets/other/sending", "{}"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Puts_and_takes_back_what_is_suppressed()
    {
        await CreateAsync();
        await _host.SesOkAsync(
            HttpMethod.Put, "configuration-sets/set/suppression-options", """{"SuppressedReasons":["COMPLAINT"]}""");
        var got = await _host.SesOkAsync(HttpMethod.Get, "configuration-sets/set");
        Assert.Equal(
            """{"SuppressedReasons":["COMPLAINT"]}""", got.GetProperty("SuppressionOptions").GetRawText());
        await _host.SesOkAsync(HttpMethod.Put, "configuration-sets/set/suppression-options", "{}");
        got = await _host.SesOkAsync(HttpMethod.Get, "configuration-sets/set");
        Assert.False(got.TryGetProperty("SuppressionOptions", out _));
        Assert.StartsWith(
            "501 ",
            await _host.SesFaultAsync(
                HttpMethod.Put, "configuration-sets/set/suppression-options", """{"ValidationOptions":{}}"""),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Creates_updates_and_deletes_event_destinations()
    {
        await CreateAsync();
        const string path = "configuration-sets/set/event-destinations";
        await _host.SesOkAsync(HttpMethod.Post, path, Destination("d", """["BOUNCE","SEND","BOUNCE"]"""));
        Assert.Equal(
            """[{"Name":"d","Enabled":true,"MatchingEventTypes":["BOUNCE","SEND"],"""
            + "\"EventBridgeDestination\":{\"EventBusArn\":\"" + Bus + "\"}}]",
            await DestinationsAsync());
        Assert.StartsWith(
            "400 AlreadyExistsException: ",
            await _host.SesFaultAsync(HttpMethod.Post, path, Destination("d")),
            StringComparison.Ordinal);

        await _host.SesOkAsync(
            HttpMethod.Put,
            path + "/d",
            $$$$"""
            {"EventDestination":{"MatchingEventTypes":["COMPLAINT"],
            "EventBridgeDestination":{"EventBusArn":"{{{{Bus}}}}"}}}
            """);
        Assert.Contains(
            "\"Enabled\":false,\"MatchingEventTypes\":[\"COMPLAINT\"]",
            await DestinationsAsync(),
            StringComparison.Ordinal);
        const string unknown =
            "404 NotFoundException: Event destination <e> does not exist in configuration set <set>.";
        Assert.Equal(unknown, await _host.SesFaultAsync(HttpMethod.Put, path + "/e", Destination("e")));
        Assert.Equal(unknown, await _host.SesFaultAsync(HttpMethod.Delete, path + "/e"));
        await _host.SesOkAsync(HttpMethod.Delete, path + "/d");
        Assert.Equal("[]", await DestinationsAsync());
    }

    [Fact]
    public async Task Takes_ten_event_destinations()
    {
        await CreateAsync();
        const string path = "configuration-sets/set/event-destinations";
        for (var i = 0; i < 10; i++)
        {
            await _host.SesOkAsync(HttpMethod.Post, path, Destination($"d{i}"));
        }

        Assert.Equal(
            "400 LimitExceededException: You may not have more than 10 event destinations.",
            await _host.SesFaultAsync(HttpMethod.Post, path, Destination("more")));
    }

    [Theory]
    [InlineData("\"d\",", "", "400 BadRequestException: EventDestination is required.")]
    [InlineData("\"d\",", "\"EventDestination\":{\"SnsDestination\":{\"TopicArn\":\"t\"}}", "501 ")]
    [InlineData(
        "\"d\",",
        "\"EventDestination\":{\"EventBridgeDestination\":{\"EventBusArn\":\"arn:aws:events:us-east-1:123456789012:"
        + "event-bus/other\"}}",
        "400 BadRequestException: arn:aws:events:us-east-1:123456789012:event-bus/other is not the default event bus")]
    [InlineData(
        "\"d\",",
        "\"EventDestination\":{\"EventBridgeDestination\":{\"EventBusArn\":\"" + Bus + "\"}}",
        "400 BadRequestException: An event destination needs at least one type of events.")]
    [InlineData(
        "\"d\",",
        "\"EventDestination\":{\"MatchingEventTypes\":[\"READ\"],\"EventBridgeDestination\":{\"EventBusArn\":\"" + Bus
        + "\"}}",
        "400 BadRequestException: 1 validation error detected: Value 'READ' at 'eventDestination.matchingEventTypes'")]
    [InlineData("\"a.b\",", "", "400 BadRequestException: EventDestinationName must have")]
    public async Task Rejects_an_event_destination(string name, string destination, string fault)
    {
        await CreateAsync();
        var body = $"{{\"EventDestinationName\":{(destination.Length == 0 ? name.TrimEnd(',') : name)}{destination}}}";
        Assert.StartsWith(
            fault,
            await _host.SesFaultAsync(HttpMethod.Post, "configuration-sets/set/event-destinations", body),
            StringComparison.Ordinal);
    }

    /// <summary>Local: AWS has no such folder.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Survives_a_kill_and_ends_with_a_reset(bool compacted)
    {
        using var folder = new DataFolder();
        DataFolder killed;
        await using (var host = await StartAsync(folder))
        {
            await host.SesOkAsync(HttpMethod.Post, "configuration-sets", """{"ConfigurationSetName":"set"}""");
            await host.SesOkAsync(HttpMethod.Post, "configuration-sets/set/event-destinations", Destination("d"));
            await host.SesOkAsync(
                HttpMethod.Put, "suppression/addresses", """{"EmailAddress":"a@example.com","Reason":"BOUNCE"}""");
            await host.SesOkAsync(HttpMethod.Put, "account/suppression", """{"SuppressedReasons":["BOUNCE"]}""");
            if (compacted)
            {
                await host.Services.CompactAsync();
            }

            killed = folder.Copy();
        }

        using (killed)
        {
            await using var next = await StartAsync(killed);
            Assert.Contains(
                "\"d\"",
                (await next.SesOkAsync(HttpMethod.Get, "configuration-sets/set/event-destinations")).GetRawText(),
                StringComparison.Ordinal);
            await next.SesOkAsync(HttpMethod.Get, "suppression/addresses/a%40example.com");
            Assert.Equal(["BOUNCE"], await ReasonsAsync(next));
            using var reset = await next.Http.PostAsync("/_localaws/reset", null);
            Assert.True(reset.IsSuccessStatusCode);
            Assert.Equal(
                """{"ConfigurationSets":[]}""",
                (await next.SesOkAsync(HttpMethod.Get, "configuration-sets")).GetRawText());
            Assert.Equal(["BOUNCE", "COMPLAINT"], await ReasonsAsync(next));
        }
    }

    private static async Task<IEnumerable<string?>> ReasonsAsync(TestHost host) =>
        (await host.SesOkAsync(HttpMethod.Get, "account")).GetProperty("SuppressionAttributes")
        .GetProperty("SuppressedReasons").EnumerateArray().Select(r => r.GetString());

    public static string Destination(string name, string types = """["BOUNCE"]""") =>
        $$$$"""
        {"EventDestinationName":"{{{{name}}}}","EventDestination":{"Enabled":true,"MatchingEventTypes":{{{{types}}}},
        "EventBridgeDestination":{"EventBusArn":"{{{{Bus}}}}"}}}
        """;

    private static Task<TestHost> StartAsync(DataFolder folder) =>
        TestHost.StartAsync(new LocalAwsOptions { DataFolder = new DirectoryInfo(folder.Path) });

    /// <param name="more">Further members, with a comma in front.</param>
    private Task<JsonElement> CreateAsync(string more = "") => _host.SesOkAsync(
        HttpMethod.Post, "configuration-sets", "{\"ConfigurationSetName\":\"set\"" + more + "}");

    private async Task<string> DestinationsAsync() =>
        (await _host.SesOkAsync(HttpMethod.Get, "configuration-sets/set/event-destinations"))
        .GetProperty("EventDestinations").GetRawText();
}
