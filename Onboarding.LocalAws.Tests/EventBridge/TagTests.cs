using System.Text.Json;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.EventBridge;

/// <summary>Recorded, by public tests against AWS, unless a test says otherwise.</summary>
public sealed class TagTests : IAsyncLifetime
{
    private const string Pattern = """{\"source\":[\"shop\"]}""";

    private TestHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await TestHost.StartAsync();
        await _host.EventsOkAsync("CreateEventBus", """{"Name":"b/c","Tags":[{"Key":"tag1","Value":"value1"}]}""");
        foreach (var bus in (string[])["default", "b/c"])
        {
            await _host.EventsOkAsync("PutRule", $$"""
                {"Name":"r","EventBusName":"{{bus}}","EventPattern":"{{Pattern}}",
                "Tags":[{"Key":"tag1","Value":"value1"}]}
                """);
        }

        await _host.EventsOkAsync("TagResource", $$"""
            {"ResourceARN":"{{EventBridgeHost.Arn}}event-bus/default","Tags":[{"Key":"tag1","Value":"value1"}]}
            """);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("event-bus/default")]
    [InlineData("event-bus/b/c")]
    [InlineData("rule/r")]
    [InlineData("rule/b/c/r")]
    public async Task Tags_and_untags_a_rule_and_a_bus(string resource)
    {
        var arn = EventBridgeHost.Arn + resource;
        await _host.EventsOkAsync("TagResource", $$"""
            {"ResourceARN":"{{arn}}","Tags":[{"Key":"tag2","Value":"value2"},{"Key":"tag1","Value":"new"}]}
            """);
        Assert.Equal(
            """{"Tags":[{"Key":"tag1","Value":"new"},{"Key":"tag2","Value":"value2"}]}""", await TagsAsync(arn));
        await _host.EventsOkAsync("UntagResource", $$"""{"ResourceARN":"{{arn}}","TagKeys":["tag1","none"]}""");
        Assert.Equal("""{"Tags":[{"Key":"tag2","Value":"value2"}]}""", await TagsAsync(arn));
    }

    /// <summary>Documented(https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html).</summary>
    [Fact]
    public async Task A_rule_that_is_put_again_keeps_its_tags()
    {
        await _host.EventsOkAsync(
            "PutRule", $$"""{"Name":"r","EventPattern":"{{Pattern}}","Tags":[{"Key":"other","Value":""}]}""");
        Assert.Equal(
            """{"Tags":[{"Key":"tag1","Value":"value1"}]}""", await TagsAsync(EventBridgeHost.Arn + "rule/r"));
    }

    [Theory]
    [InlineData("ListTagsForResource", """{"ResourceARN":"ARN:rule/none"}""",
        "ResourceNotFoundException: Rule none does not exist on EventBus default.")]
    [InlineData("TagResource", """{"ResourceARN":"ARN:rule/none/r","Tags":[]}""",
        "ResourceNotFoundException: Event bus none does not exist.")]
    [InlineData("UntagResource", """{"ResourceARN":"ARN:event-bus/none","TagKeys":[]}""",
        "ResourceNotFoundException: Event bus none does not exist.")]
    [InlineData("TagResource", """{"ResourceARN":"rule","Tags":[]}""",
        "ValidationException: Parameter ResourceARN is not valid. Reason: Provided Arn is not in correct format.")]
    [InlineData("TagResource", """{"ResourceARN":"ARN:rule/r"}""",
        "ValidationException: 1 validation error detected: Value null at 'tags' failed to satisfy constraint: "
        + "Member must not be null")]
    [InlineData("UntagResource", """{"ResourceARN":"ARN:rule/r"}""",
        "ValidationException: 1 validation error detected: Value null at 'tagKeys' failed to satisfy constraint: "
        + "Member must not be null")]
    [InlineData("TagResource", """{"ResourceARN":"ARN:rule/r","Tags":[{"Key":"","Value":""}]}""",
        "ValidationException: 1 validation error detected: Value '' at 'tags.1.member.key' failed to satisfy "
        + "constraint: Member must have length greater than or equal to 1")]
    [InlineData("TagResource", """{"ResourceARN":"ARN:rule/r","Tags":[{"Key":"k"}]}""",
        "ValidationException: 1 validation error detected: Value null at 'tags.1.member.value' failed to satisfy "
        + "constraint: Member must not be null")]
    public async Task Refuses(string operation, string body, string fault) => Assert.Equal(
        fault,
        await _host.EventsFaultAsync(
            operation, body.Replace("ARN:", EventBridgeHost.Arn, StringComparison.Ordinal)));

    /// <summary>
    /// Documented(https://docs.aws.amazon.com/tag-editor/latest/userguide/reference.html); the text is inferred.
    /// </summary>
    [Fact]
    public async Task A_resource_has_at_most_fifty_tags()
    {
        var tags = JsonSerializer.Serialize(Enumerable.Range(0, 50).Select(i => new { Key = $"k{i}", Value = "" }));
        Assert.Equal(
            "ValidationException: A resource has at most 50 tags.",
            await _host.EventsFaultAsync(
                "TagResource", $$"""{"ResourceARN":"{{EventBridgeHost.Arn}}rule/r","Tags":{{tags}} }"""));
        Assert.Equal(
            """{"Tags":[{"Key":"tag1","Value":"value1"}]}""", await TagsAsync(EventBridgeHost.Arn + "rule/r"));
    }

    private async Task<string> TagsAsync(string arn) =>
        (await _host.EventsOkAsync("ListTagsForResource", $$"""{"ResourceARN":"{{arn}}"}""")).GetRawText();
}
