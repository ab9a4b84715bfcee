using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Onboarding.LocalAws.EventBridge.Publishing;
using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Tests.Sqs;

namespace Onboarding.LocalAws.Tests.EventBridge;

/// <summary>
/// Documented(https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html); the cases and
/// the source of each are in input-templates.json and invalid-input-templates.json.
/// </summary>
public sealed class InputTransformerTests
{
    private static readonly JsonElement Templates = Read("input-templates.json");

    public static TheoryData<string, string?> Cases()
    {
        var cases = new TheoryData<string, string?>();
        foreach (var one in Templates.GetProperty("cases").EnumerateArray())
        {
            cases.Add(one.GetProperty("template").GetString()!, one.GetProperty("output").GetString());
        }

        return cases;
    }

    public static TheoryData<string, string, string> InvalidCases()
    {
        var cases = new TheoryData<string, string, string>();
        foreach (var one in Read("invalid-input-templates.json").EnumerateArray())
        {
            cases.Add(
                one.GetProperty("template").GetString()!,
                one.GetProperty("paths").GetRawText(),
                one.GetProperty("fault").GetString()!);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Makes_of_an_event_what_EventBridge_makes(string template, string? output)
    {
        var @event = Templates.GetProperty("event");
        var rule = new EventRule
        {
            Bus = "default",
            Name = "example",
            Arn = "arn:aws:events:us-east-1:123456789012:rule/example",
            Pattern = RulePattern.Parse("""{"source":["shop"]}"""),
        };
        var arrival = new EventArrival
        {
            EventId = "1",
            Id = "1",
            Bus = "default",
            Event = default,
            At = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero),
        };
        var paths = Templates.GetProperty("paths").EnumerateObject()
            .Select(path => KeyValuePair.Create(path.Name, path.Value.GetString()!));
        var target = new EventTarget { Id = "t", Arn = "t", Transformer = new InputTransformer([.. paths], template) };
        var payload = TargetPayload.Of(target, rule, arrival, @event);
        Assert.Equal(output, payload is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : null);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Is_taken_by_PutTargets_and_listed_as_it_was_given(string template, string? output)
    {
        await using var host = await TestHost.StartAsync();
        var given = Transformer(template, Templates.GetProperty("paths").GetRawText());
        await host.RouteAsync(EventBridgeHost.QueueArn + "q", ",\"InputTransformer\":" + given);
        var targets = await host.EventsOkAsync("ListTargetsByRule", """{"Rule":"all"}""");
        var listed = targets.GetProperty("Targets")[0].GetProperty("InputTransformer");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(given), JsonNode.Parse(listed.GetRawText())), output);
    }

    [Theory]
    [MemberData(nameof(InvalidCases))]
    public async Task Is_refused_by_PutTargets(string template, string paths, string fault)
    {
        await using var host = await TestHost.StartAsync();
        await host.EventsOkAsync("PutRule", """{"Name":"r","EventPattern":"{\"source\":[\"shop\"]}"}""");
        var answer = await host.EventsFaultAsync("PutTargets", """
            {"Rule":"r","Targets":[{"Id":"t","Arn":"arn:aws:sqs:us-east-1:1:q","InputTransformer":TRANSFORMER}]}
            """.Replace("TRANSFORMER", Transformer(template, paths), StringComparison.Ordinal));
        Assert.StartsWith("ValidationException: ", answer, StringComparison.Ordinal);
        Assert.Contains(fault, answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(""" "Input":"{}", """)]
    [InlineData(""" "InputPath":"$", """)]
    public async Task Is_refused_beside_another_input(string other)
    {
        await using var host = await TestHost.StartAsync();
        await host.EventsOkAsync("PutRule", """{"Name":"r","EventPattern":"{\"source\":[\"shop\"]}"}""");
        Assert.Equal(
            "ValidationException: Only one of Input, InputPath, or InputTransformer must be provided for target t.",
            await host.EventsFaultAsync("PutTargets", $$"""
                {"Rule":"r","Targets":[{"Id":"t","Arn":"{{EventBridgeHost.QueueArn}}q",{{other}}
                "InputTransformer":{"InputTemplate":"\"x\""} }]}
                """));
    }

    [Fact]
    public async Task Reaches_the_target()
    {
        await using var host = await TestHost.StartAsync();
        var queue = await host.CreateQueueAsync("q");
        await host.RouteAsync(EventBridgeHost.QueueArn + "q", """
            ,"InputTransformer":{"InputPathsMap":{"a":"$.detail.a"},
            "InputTemplate":"{\"was\": <a>, \"by\": <aws.events.rule-name>}"}
            """);
        await host.PutEventAsync("""{"a":{"b":1}}""");
        var message = Assert.Single(await host.ReceiveAsync(queue, ""","WaitTimeSeconds":20 """));
        Assert.Equal("""{"was":{"b":1},"by":"all"}""", message.Text("Body"));
    }

    [Fact]
    public async Task Makes_a_dead_letter_of_an_event_that_makes_it_no_JSON()
    {
        await using var host = await TestHost.StartAsync();
        var queue = await host.CreateQueueAsync("q");
        var dead = await host.CreateQueueAsync("dead");
        await host.RouteAsync(EventBridgeHost.QueueArn + "q", $$"""
            ,"InputTransformer":{"InputPathsMap":{"a":"$.detail.a"},"InputTemplate":"{\"was\": \"<a>\"}"},
            "DeadLetterConfig":{"Arn":"{{EventBridgeHost.QueueArn}}dead"}
            """);
        var id = await host.PutEventAsync("""{"a":{"b":1}}""");
        var letter = Assert.Single(await host.ReceiveAsync(
            dead, ""","WaitTimeSeconds":20,"MessageAttributeNames":["All"] """));
        Assert.Contains(id, letter.Text("Body"), StringComparison.Ordinal);
        Assert.Equal("INVALID_JSON", letter.Text("MessageAttributes", "ERROR_CODE", "StringValue"));
        Assert.Equal("0", letter.Text("MessageAttributes", "RETRY_ATTEMPTS", "StringValue"));
        Assert.Empty(await host.ReceiveAsync(queue));
    }

    private static string Transformer(string template, string paths) =>
        $$"""{"InputPathsMap":{{paths}},"InputTemplate":{{JsonSerializer.Serialize(template)}}}""";

    private static JsonElement Read(string file)
    {
        using var stream = typeof(InputTransformerTests).Assembly.GetManifestResourceStream(
            $"Onboarding.LocalAws.Tests.EventBridge.{file}")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
