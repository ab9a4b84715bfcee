using System.Net;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Sqs;

/// <summary>Documented(https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/).</summary>
public sealed class QueueTests : IAsyncLifetime
{
    private TestHost _host = null!;

    public async Task InitializeAsync() => _host = await TestHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Creates_finds_lists_and_deletes()
    {
        var url = await _host.CreateQueueAsync("jobs");
        await _host.CreateQueueAsync("other");
        Assert.Equal($"{_host.Url}/123456789012/jobs", url);
        Assert.Equal(url, (await _host.SqsOkAsync("GetQueueUrl", """{"QueueName":"jobs"}""")).Text("QueueUrl"));
        var first = await _host.SqsOkAsync("ListQueues", """{"MaxResults":1}""");
        Assert.Equal(url, first.GetProperty("QueueUrls")[0].GetString());
        var second = await _host.SqsOkAsync(
            "ListQueues", $$"""{"MaxResults":1,"NextToken":"{{first.Text("NextToken")}}"}""");
        Assert.EndsWith("/other", second.GetProperty("QueueUrls")[0].GetString(), StringComparison.Ordinal);

        await _host.SqsOkAsync("DeleteQueue", $$"""{"QueueUrl":"{{url}}"}""");
        Assert.Equal(
            (
                "com.amazonaws.sqs#QueueDoesNotExist",
                "The specified queue does not exist.",
                "AWS.SimpleQueueService.NonExistentQueue;Sender"),
            await _host.SqsFaultAsync("GetQueueUrl", """{"QueueName":"jobs"}"""));
    }

    [Fact]
    public async Task Creating_again_succeeds_with_the_same_attributes_only()
    {
        var url = await _host.CreateQueueAsync("jobs", """{"VisibilityTimeout":"60"}""");
        Assert.Equal(url, await _host.CreateQueueAsync("jobs", """{"VisibilityTimeout":"60"}"""));
        Assert.Equal(url, await _host.CreateQueueAsync("jobs"));
        Assert.Equal(
            (
                "com.amazonaws.sqs#QueueNameExists",
                "A queue already exists with the same name and a different value for attribute VisibilityTimeout",
                "QueueAlreadyExists;Sender"),
            await _host.SqsFaultAsync(
                "CreateQueue", """{"QueueName":"jobs","Attributes":{"VisibilityTimeout":"61"}}"""));
    }

    [Fact]
    public async Task Answers_attributes_with_their_defaults()
    {
        var url = await _host.CreateQueueAsync("jobs", """{"MessageRetentionPeriod":"1209600"}""");
        await _host.SqsOkAsync(
            "SetQueueAttributes", "{\"QueueUrl\":\"" + url + "\",\"Attributes\":{\"DelaySeconds\":\"5\"}}");
        var all = (await _host.SqsOkAsync(
            "GetQueueAttributes", $$"""{"QueueUrl":"{{url}}","AttributeNames":["All"]}""")).GetProperty("Attributes");
        Assert.Equal("arn:aws:sqs:us-east-1:123456789012:jobs", all.Text("QueueArn"));
        Assert.Equal("1209600", all.Text("MessageRetentionPeriod"));
        Assert.Equal("5", all.Text("DelaySeconds"));
        Assert.Equal("30", all.Text("VisibilityTimeout"));
        Assert.Equal("0", all.Text("ApproximateNumberOfMessages"));
        Assert.False(all.TryGetProperty("RedrivePolicy", out _));
    }

    [Theory]
    [InlineData("DelaySeconds", "901", "InvalidAttributeValue", "Invalid value for the parameter DelaySeconds.")]
    [InlineData(
        "VisibilityTimeout", "x", "InvalidAttributeValue", "Invalid value for the parameter VisibilityTimeout.")]
    [InlineData("Policy", "{", "InvalidAttributeValue", "Invalid value for the parameter Policy.")]
    [InlineData("Colour", "red", "InvalidAttributeName", "Unknown Attribute Colour.")]
    public async Task Rejects_wrong_attributes(string name, string value, string type, string message)
    {
        var fault = await _host.SqsFaultAsync(
            "CreateQueue", "{\"QueueName\":\"q\",\"Attributes\":{\"" + name + "\":\"" + value + "\"}}");
        Assert.Equal(("com.amazonaws.sqs#" + type, message), (fault.Type, fault.Message));
    }

    [Theory]
    [InlineData("""{"QueueName":"a","Attributes":{"KmsMasterKeyId":"k"}}""")]
    [InlineData("""{"QueueName":"a","tags":{"k":"v"}}""")]
    public async Task Refuses_what_it_does_not_do(string body) =>
        Assert.Equal(HttpStatusCode.NotImplemented, (await _host.SqsAsync("CreateQueue", body)).Status);

    [Fact]
    public async Task Takes_an_empty_map_of_tags() =>
        await _host.SqsOkAsync("CreateQueue", """{"QueueName":"a","tags":{}}""");

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a.b")]
    public async Task Rejects_a_wrong_name(string name) =>
        Assert.Equal(
            HttpStatusCode.BadRequest, (await _host.SqsAsync("CreateQueue", $$"""{"QueueName":"{{name}}"}""")).Status);

    [Fact]
    public async Task A_redrive_policy_needs_its_dead_letter_queue()
    {
        const string body = "{\"QueueName\":\"q\",\"Attributes\":{\"RedrivePolicy\":\"{\\\"deadLetterTargetArn\\\":"
            + "\\\"arn:aws:sqs:us-east-1:123456789012:dead\\\",\\\"maxReceiveCount\\\":2}\"}}";
        var fault = await _host.SqsFaultAsync("CreateQueue", body);
        Assert.Contains("Dead letter target does not exist", fault.Message, StringComparison.Ordinal);
        await _host.CreateQueueAsync("dead");
        await _host.SqsOkAsync("CreateQueue", body);
    }

    [Fact]
    public async Task Purges_once_a_minute()
    {
        var url = await _host.CreateQueueAsync("jobs");
        await _host.SendAsync(url, "a");
        await _host.SqsOkAsync("PurgeQueue", $$"""{"QueueUrl":"{{url}}"}""");
        Assert.Empty(await _host.ReceiveAsync(url));
        var fault = await _host.SqsFaultAsync("PurgeQueue", $$"""{"QueueUrl":"{{url}}"}""");
        Assert.Equal("com.amazonaws.sqs#PurgeQueueInProgress", fault.Type);
    }

    [Fact]
    public async Task Refuses_an_unknown_operation() =>
        Assert.Equal(HttpStatusCode.NotImplemented, (await _host.SqsAsync("StartMessageMoveTask", "{}")).Status);
}
