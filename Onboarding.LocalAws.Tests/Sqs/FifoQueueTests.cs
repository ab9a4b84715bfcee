using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Sqs;

/// <summary>
/// What a FIFO queue can be set to. Evidence: Documented
/// (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html); the texts are recorded
/// (localstack/localstack, tests/aws/services/sqs/test_sqs.snapshot.json), else named inferred in the code.
/// </summary>
public sealed class FifoQueueTests : IAsyncLifetime
{
    private const string NameRule =
        "The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with "
        + ".fifo suffix and be 1 to 80 in length.";

    private const string StandardNameRule =
        "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length";

    private TestHost _host = null!;

    public async Task InitializeAsync() => _host = await TestHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Has_its_attributes_with_their_defaults_and_takes_others()
    {
        var url = await _host.CreateQueueAsync("jobs.fifo", """{"FifoQueue":"true"}""");
        Assert.Equal($"{_host.Url}/123456789012/jobs.fifo", url);
        Assert.Equal("true false queue perQueue", await FifoAttributesAsync(url));
        await SetAsync(
            url,
            """
            {"FifoQueue":"true","ContentBasedDeduplication":"true","DeduplicationScope":"messageGroup",
             "FifoThroughputLimit":"perMessageGroupId"}
            """);
        Assert.Equal("true true messageGroup perMessageGroupId", await FifoAttributesAsync(url));
        await SetAsync(url, """{"ContentBasedDeduplication":"false","VisibilityTimeout":"7"}""");
        Assert.Equal("true false messageGroup perMessageGroupId", await FifoAttributesAsync(url));
    }

    [Fact]
    public async Task A_standard_queue_has_none_of_them()
    {
        var url = await _host.CreateQueueAsync("jobs");
        var all = await AttributesAsync(url, "All");
        Assert.False(all.TryGetProperty("FifoQueue", out _));
        Assert.False((await _host.SqsOkAsync(
            "GetQueueAttributes",
            $$"""{"QueueUrl":"{{url}}","AttributeNames":["DeduplicationScope","ContentBasedDeduplication"]}"""))
            .GetProperty("Attributes").EnumerateObject().Any());
    }

    [Theory]
    [InlineData("jobs.fifo", "{}", "InvalidParameterValueException", StandardNameRule)]
    [InlineData("jobs", """{"FifoQueue":"true"}""", "InvalidParameterValueException", NameRule)]
    [InlineData(".fifo", """{"FifoQueue":"true"}""", "InvalidParameterValueException", NameRule)]
    [InlineData("a.b.fifo", """{"FifoQueue":"true"}""", "InvalidParameterValueException", NameRule)]
    [InlineData("jobs", """{"FifoQueue":"false"}""", "InvalidAttributeName", "Unknown Attribute FifoQueue.")]
    [InlineData(
        "jobs",
        """{"ContentBasedDeduplication":"true"}""",
        "InvalidAttributeName",
        "Unknown Attribute ContentBasedDeduplication.")]
    [InlineData(
        "jobs.fifo",
        """{"FifoQueue":"true","DeduplicationScope":"group"}""",
        "InvalidAttributeValue",
        "Invalid value for the parameter DeduplicationScope.")]
    [InlineData(
        "jobs.fifo",
        """{"FifoQueue":"true","FifoThroughputLimit":"perMessageGroupId"}""",
        "InvalidAttributeValue",
        "Invalid value for the parameter FifoThroughputLimit. Reason: The perMessageGroupId value is allowed only when "
            + "the value for DeduplicationScope is messageGroup.")]
    public async Task Is_not_created_with_what_does_not_fit(string name, string attributes, string type, string message)
    {
        var fault = await _host.SqsFaultAsync(
            "CreateQueue", "{\"QueueName\":\"" + name + "\",\"Attributes\":" + attributes + "}");
        Assert.Equal(("com.amazonaws.sqs#" + type, message), (fault.Type, fault.Message));
    }

    [Fact]
    public async Task A_name_has_at_most_80_characters_with_its_suffix()
    {
        await _host.CreateQueueAsync(new string('a', 75) + ".fifo", """{"FifoQueue":"true"}""");
        var fault = await _host.SqsFaultAsync(
            "CreateQueue",
            "{\"QueueName\":\"" + new string('a', 76) + ".fifo\",\"Attributes\":{\"FifoQueue\":\"true\"}}");
        Assert.Equal(NameRule, fault.Message);
    }

    [Theory]
    [InlineData("jobs.fifo", "true", "FifoQueue", "false",
        "Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not supported.")]
    [InlineData("jobs", null, "FifoQueue", "true", "Unknown Attribute FifoQueue.")]
    [InlineData("jobs", null, "DeduplicationScope", "queue", "Unknown Attribute DeduplicationScope.")]
    public async Task Its_type_is_for_ever(string queue, string? isFifo, string name, string value, string message)
    {
        var url = await _host.CreateQueueAsync(queue, isFifo is null ? "{}" : """{"FifoQueue":"true"}""");
        var fault = await _host.SqsFaultAsync(
            "SetQueueAttributes",
            "{\"QueueUrl\":\"" + url + "\",\"Attributes\":{\"" + name + "\":\"" + value + "\"}}");
        Assert.Equal(message, fault.Message);
    }

    [Fact]
    public async Task The_scope_cannot_shrink_below_the_throughput_limit()
    {
        var url = await _host.CreateQueueAsync(
            "jobs.fifo",
            """
            {"FifoQueue":"true","DeduplicationScope":"messageGroup","FifoThroughputLimit":"perMessageGroupId"}
            """);
        var fault = await _host.SqsFaultAsync(
            "SetQueueAttributes", "{\"QueueUrl\":\"" + url + "\",\"Attributes\":{\"DeduplicationScope\":\"queue\"}}");
        Assert.StartsWith(
            "Invalid value for the parameter FifoThroughputLimit.", fault.Message, StringComparison.Ordinal);
        Assert.Equal("true false messageGroup perMessageGroupId", await FifoAttributesAsync(url));
    }

    [Fact]
    public async Task Creating_again_compares_them()
    {
        var url = await _host.CreateQueueAsync("jobs.fifo", """{"FifoQueue":"true"}""");
        Assert.Equal(url, await _host.CreateQueueAsync("jobs.fifo", """{"FifoQueue":"true"}"""));
        var fault = await _host.SqsFaultAsync(
            "CreateQueue",
            """{"QueueName":"jobs.fifo","Attributes":{"FifoQueue":"true","ContentBasedDeduplication":"true"}}""");
        Assert.Equal(
            (
                "A queue already exists with the same name and a different value for attribute "
                    + "ContentBasedDeduplication",
                "QueueAlreadyExists;Sender"),
            (fault.Message, fault.QueryError));
    }

    [Theory]
    [InlineData("jobs.fifo", "dead", false)]
    [InlineData("jobs", "dead.fifo", false)]
    [InlineData("jobs.fifo", "dead.fifo", true)]
    public async Task Its_dead_letter_queue_is_FIFO_too(string source, string dead, bool isTaken)
    {
        await _host.CreateQueueAsync(dead, dead == "dead" ? "{}" : """{"FifoQueue":"true"}""");
        var policy = "{\\\"deadLetterTargetArn\\\":\\\"arn:aws:sqs:us-east-1:123456789012:" + dead
            + "\\\",\\\"maxReceiveCount\\\":2}";
        var body = "{\"QueueName\":\"" + source + "\",\"Attributes\":{\"RedrivePolicy\":\"" + policy + "\""
            + (source == "jobs" ? "" : ",\"FifoQueue\":\"true\"") + "}}";
        if (isTaken)
        {
            await _host.SqsOkAsync("CreateQueue", body);
            return;
        }

        var fault = await _host.SqsFaultAsync("CreateQueue", body);
        Assert.Equal("InvalidParameterValue;Sender", fault.QueryError);
        Assert.EndsWith(
            "for parameter RedrivePolicy is invalid. Reason: Dead-letter queue must be same type of queue as the "
                + "source..",
            fault.Message,
            StringComparison.Ordinal);
    }

    private Task<System.Text.Json.JsonElement> SetAsync(string url, string attributes) => _host.SqsOkAsync(
        "SetQueueAttributes", "{\"QueueUrl\":\"" + url + "\",\"Attributes\":" + attributes + "}");

    private async Task<System.Text.Json.JsonElement> AttributesAsync(string url, string name) =>
        (await _host.SqsOkAsync("GetQueueAttributes", $$"""{"QueueUrl":"{{url}}","AttributeNames":["{{name}}"]}"""))
            .GetProperty("Attributes");

    private async Task<string> FifoAttributesAsync(string url)
    {
        var all = await AttributesAsync(url, "All");
        return string.Join(' ', ((string[])
            ["FifoQueue", "ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit"])
            .Select(name => all.GetProperty(name).GetString()));
    }
}
