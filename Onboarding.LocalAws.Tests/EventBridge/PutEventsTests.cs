using System.Text.Json;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Tests.Sqs;

namespace Onboarding.LocalAws.Tests.EventBridge;

/// <summary>Recorded, by public tests against AWS, unless a test says otherwise.</summary>
public sealed class PutEventsTests : IAsyncLifetime
{
    private const string TooLarge = "ValidationException: Total size of the entries in the request is over the limit.";

    private TestHost _host = null!;

    public async Task InitializeAsync() => _host = await TestHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("""{"DetailType":"t","Detail":"{}"}""", "InvalidArgument",
        "Parameter Source is not valid. Reason: Source is a required argument.")]
    [InlineData("""{"Source":"s","Detail":"{}"}""", "InvalidArgument",
        "Parameter DetailType is not valid. Reason: DetailType is a required argument.")]
    [InlineData("""{"Source":"s","DetailType":"t"}""", "InvalidArgument",
        "Parameter Detail is not valid. Reason: Detail is a required argument.")]
    [InlineData("""{"Source":"s","DetailType":"t","Detail":"no JSON"}""", "MalformedDetail", "Detail is malformed.")]
    [InlineData("""{"Source":"s","DetailType":"t","Detail":"[1]"}""", "MalformedDetail", "Detail is malformed.")]
    [InlineData("""{"Source":"s","DetailType":"t","Detail":"\"text\""}""", "MalformedDetail", "Detail is malformed.")]
    [InlineData("""{"Source":"aws.s3","DetailType":"t","Detail":"{}"}""", "NotAuthorizedForSourceException",
        "Not authorized for the source.")]
    public async Task Fails_an_entry_alone(string entry, string code, string message)
    {
        var answer = await _host.EventsOkAsync(
            "PutEvents", """{"Entries":[""" + EventBridgeHost.Entry() + "," + entry + "]}");
        Assert.Equal(1, answer.GetProperty("FailedEntryCount").GetInt32());
        Assert.True(Guid.TryParse(answer.GetProperty("Entries")[0].GetProperty("EventId").GetString(), out _));
        Assert.Equal(
            JsonSerializer.Serialize(new { ErrorCode = code, ErrorMessage = message }),
            answer.GetProperty("Entries")[1].GetRawText());
    }

    [Theory]
    [InlineData(0, "[0 entries]", "greater than or equal to 1")]
    [InlineData(11, "[11 entries]", "less than or equal to 10")]
    public async Task Takes_one_to_ten_entries(int count, string shown, string constraint)
    {
        var entries = string.Join(',', Enumerable.Repeat(EventBridgeHost.Entry(), count));
        Assert.Equal(
            $"ValidationException: 1 validation error detected: Value '{shown}' at 'entries' failed to satisfy "
            + $"constraint: Member must have length {constraint}",
            await _host.EventsFaultAsync("PutEvents", $$"""{"Entries":[{{entries}}]}"""));
    }

    [Theory]
    [InlineData(1, "")]
    [InlineData(2, "")]
    [InlineData(1, ",\"Time\":1795176000.25,\"Resources\":[\"é\"]")]
    public async Task Takes_1_MiB_in_all_and_not_a_byte_more(int count, string more)
    {
        var taken = count * ("shop".Length + "signup".Length + (more.Length > 0 ? 14 + 2 : 0));
        var left = (1024 * 1024) - taken - ((count - 1) * 2);
        await _host.EventsOkAsync("PutEvents", Request(left));
        Assert.Equal(TooLarge, await _host.EventsFaultAsync("PutEvents", Request(left + 1)));

        string Request(int sizeBytes)
        {
            var large = "{\"x\":\"" + new string('a', sizeBytes - """{"x":""}""".Length) + "\"}";
            var entries = Enumerable.Repeat(EventBridgeHost.Entry(), count - 1)
                .Append(EventBridgeHost.Entry(large, more));
            return $$"""{"Entries":[{{string.Join(',', entries)}}]}""";
        }
    }

    [Fact]
    public async Task Takes_an_event_for_a_bus_that_does_not_exist_and_drops_it()
    {
        Assert.NotEmpty(await _host.PutEventAsync(more: ""","EventBusName":"none" """));
    }

    [Theory]
    [InlineData("""{"EndpointId":"a.b","Entries":[]}""", "EndpointId")]
    public async Task Refuses_what_it_does_not_do(string body, string member)
    {
        Assert.StartsWith(
            $"NotImplementedException: not supported by Onboarding.LocalAws: {member} in EventBridge PutEvents.",
            await _host.EventsFaultAsync("PutEvents", body),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ignores_members_that_AWS_does_not_know() =>
        await _host.EventsOkAsync(
            "PutEvents", """{"Extra":1,"Entries":[{"Source":"s","DetailType":"t","Detail":"{}","Extra":"x"}]}""");

    [Fact]
    public async Task Sends_the_envelope_of_AWS_to_a_queue()
    {
        var queue = await _host.CreateQueueAsync("q");
        await _host.RouteAsync(EventBridgeHost.QueueArn + "q");
        var id = await _host.PutEventAsync(
            """{"a": 1.50, "b":[ "ü<" ]}""", ""","Time":1795176000.75,"Resources":["arn:x"] """);
        var message = Assert.Single(await _host.ReceiveAsync(queue, ""","WaitTimeSeconds":20 """));
        Assert.Equal(
            """
            {"version":"0","id":"ID","detail-type":"signup","source":"shop","account":"123456789012",
            "time":"2026-11-20T12:00:00Z","region":"us-east-1","resources":["arn:x"],"detail":{"a":1.50,"b":["ü<"]}}
            """.ReplaceLineEndings("").Replace("ID", id, StringComparison.Ordinal),
            message.Text("Body"));
    }

    [Theory]
    [InlineData(""","Input":"{\"fixed\": true}" """, """{"fixed": true}""")]
    [InlineData(""","InputPath":"$.detail.list[1]" """, """{"b":2}""")]
    [InlineData(""","InputPath":"$.detail-type" """, "\"signup\"")]
    [InlineData(""","InputPath":"$.detail.none" """, "null")]
    public async Task Sends_the_part_that_the_target_wants(string target, string body)
    {
        var queue = await _host.CreateQueueAsync("q");
        await _host.RouteAsync(EventBridgeHost.QueueArn + "q", target);
        await _host.PutEventAsync("""{"list":[1,{"b":2}]}""");
        var message = Assert.Single(await _host.ReceiveAsync(queue, ""","WaitTimeSeconds":20 """));
        Assert.Equal(body, message.Text("Body"));
    }

    [Fact]
    public async Task Sends_nothing_for_a_rule_that_is_disabled_or_does_not_match_or_is_of_another_bus()
    {
        var queue = await _host.CreateQueueAsync("q");
        await _host.RouteAsync(EventBridgeHost.QueueArn + "q");
        await _host.EventsOkAsync("CreateEventBus", """{"Name":"b"}""");
        await _host.PutEventAsync("""{"n":1}""", ""","EventBusName":"b" """);
        await _host.EventsOkAsync("DisableRule", """{"Name":"all"}""");
        await _host.PutEventAsync("""{"n":2}""");
        await _host.EventsOkAsync("EnableRule", """{"Name":"all"}""");
        await _host.EventsOkAsync(
            "PutEvents", """{"Entries":[{"Source":"other","DetailType":"t","Detail":"{\"n\":3}"}]}""");
        await _host.PutEventAsync("""{"n":4}""");
        var message = Assert.Single(await _host.ReceiveAsync(queue, ""","WaitTimeSeconds":20 """));
        Assert.Contains("\"n\":4", message.Text("Body"), StringComparison.Ordinal);
    }
}
