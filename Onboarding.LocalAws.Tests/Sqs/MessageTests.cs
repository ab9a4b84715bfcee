using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Sqs.Store;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Sqs;

/// <summary>Documented(https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/).</summary>
public sealed class MessageTests : IAsyncLifetime
{
    private const string AllSystem = ",\"MessageSystemAttributeNames\":[\"All\"]";

    private readonly ManualTime _time = new();
    private TestHost _host = null!;
    private string _url = "";

    public async Task InitializeAsync()
    {
        _host = await TestHost.StartAsync(new LocalAwsOptions { Time = _time });
        _url = await _host.CreateQueueAsync("jobs");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Sends_and_receives_with_digests_and_system_attributes()
    {
        var sent = await CallAsync(
            "SendMessage",
            """
            "MessageBody":"This is a test message","MessageAttributes":{
              "Population":{"DataType":"Number","StringValue":"1250800"},
              "City":{"DataType":"String","StringValue":"Any City"},
              "Greeting":{"DataType":"Binary","BinaryValue":"SGVsbG8="}}
            """);
        Assert.Equal("fafb00f5732ab283681e124bf8747ed1", sent.Text("MD5OfMessageBody"));

        var message = Assert.Single(await _host.ReceiveAsync(_url, AllSystem + ",\"MessageAttributeNames\":[\"All\"]"));
        Assert.Equal("This is a test message", message.Text("Body"));
        Assert.Equal(sent.Text("MessageId"), message.Text("MessageId"));
        Assert.Equal(sent.Text("MD5OfMessageAttributes"), message.Text("MD5OfMessageAttributes"));
        Assert.Equal("1250800", message.Text("MessageAttributes", "Population", "StringValue"));
        Assert.Equal("SGVsbG8=", message.Text("MessageAttributes", "Greeting", "BinaryValue"));
        Assert.Equal("1", message.Text("Attributes", "ApproximateReceiveCount"));
        Assert.Equal($"{_time.GetUtcNow().ToUnixTimeMilliseconds()}", message.Text("Attributes", "SentTimestamp"));
    }

    [Fact]
    public async Task Hides_a_received_message_for_its_visibility_timeout()
    {
        await _host.SendAsync(_url, "a");
        Assert.Single(await _host.ReceiveAsync(_url));
        Assert.Empty(await _host.ReceiveAsync(_url));
        _time.Advance(TimeSpan.FromSeconds(30));
        var again = Assert.Single(await _host.ReceiveAsync(_url, ",\"AttributeNames\":[\"ApproximateReceiveCount\"]"));
        Assert.Equal("2", again.Text("Attributes", "ApproximateReceiveCount"));
    }

    [Fact]
    public async Task Deletes_by_the_last_handle_only()
    {
        await _host.SendAsync(_url, "a");
        var first = Assert.Single(await _host.ReceiveAsync(_url, ",\"VisibilityTimeout\":0")).Text("ReceiptHandle");
        _time.Advance(TimeSpan.FromSeconds(1));
        var second = Assert.Single(await _host.ReceiveAsync(_url)).Text("ReceiptHandle");
        await CallAsync("DeleteMessage", $"\"ReceiptHandle\":\"{first}\"");
        Assert.Equal("1", await CountAsync("ApproximateNumberOfMessagesNotVisible"));
        await CallAsync("DeleteMessage", $"\"ReceiptHandle\":\"{second}\"");
        await CallAsync("DeleteMessage", $"\"ReceiptHandle\":\"{second}\"");
        Assert.Equal("0", await CountAsync("ApproximateNumberOfMessagesNotVisible"));
        Assert.Equal(
            "com.amazonaws.sqs#ReceiptHandleIsInvalid",
            (await FaultAsync("DeleteMessage", "\"ReceiptHandle\":\"x\"")).Type);
    }

    [Fact]
    public async Task Changes_visibility_of_a_message_in_flight()
    {
        await _host.SendAsync(_url, "a");
        var handle = "\"ReceiptHandle\":\"" + (await _host.ReceiveAsync(_url))[0].Text("ReceiptHandle") + "\"";
        await CallAsync("ChangeMessageVisibility", handle + ",\"VisibilityTimeout\":0");
        Assert.Single(await _host.ReceiveAsync(_url));
        var stale = await FaultAsync("ChangeMessageVisibility", handle + ",\"VisibilityTimeout\":5");
        Assert.Equal("InvalidParameterValue;Sender", stale.QueryError);
        var wrong = await FaultAsync("ChangeMessageVisibility", handle + ",\"VisibilityTimeout\":43201");
        Assert.Contains("must be an integer between 0 and 43200", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delays_and_expires()
    {
        await CallAsync("SendMessage", "\"MessageBody\":\"a\",\"DelaySeconds\":10");
        Assert.Empty(await _host.ReceiveAsync(_url));
        Assert.Equal("1", await CountAsync("ApproximateNumberOfMessagesDelayed"));
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("1", await CountAsync("ApproximateNumberOfMessages"));
        _time.Advance(TimeSpan.FromDays(4));
        Assert.Empty(await _host.ReceiveAsync(_url));
    }

    [Fact]
    public async Task Moves_a_message_that_was_received_too_often_to_the_dead_letter_queue()
    {
        var dead = await _host.CreateQueueAsync("dead");
        await CallAsync(
            "SetQueueAttributes",
            "\"Attributes\":{\"RedrivePolicy\":\"{\\\"deadLetterTargetArn\\\":"
            + "\\\"arn:aws:sqs:us-east-1:123456789012:dead\\\",\\\"maxReceiveCount\\\":\\\"2\\\"}\"}");
        var sent = await _host.SendAsync(_url, "poison");
        for (var i = 0; i < 2; i++)
        {
            Assert.Single(await _host.ReceiveAsync(_url));
            _time.Advance(TimeSpan.FromSeconds(30));
        }

        Assert.Empty(await _host.ReceiveAsync(_url));
        var message = Assert.Single(await _host.ReceiveAsync(dead, AllSystem));
        Assert.Equal(sent.Text("MessageId"), message.Text("MessageId"));
        Assert.Equal(
            "arn:aws:sqs:us-east-1:123456789012:jobs", message.Text("Attributes", "DeadLetterQueueSourceArn"));
    }

    [Fact]
    public async Task A_long_poll_ends_when_a_message_arrives()
    {
        var waiting = _host.ReceiveAsync(_url, ",\"WaitTimeSeconds\":20");
        await _host.SendAsync(_url, "a");
        Assert.Single(await waiting);
    }

    [Fact]
    public async Task A_long_poll_ends_when_a_message_becomes_visible_and_when_its_time_is_over()
    {
        await CallAsync("SendMessage", "\"MessageBody\":\"a\",\"DelaySeconds\":10");
        var queues = _host.Services.Sqs.Queues;
        var waiting = queues.ReceiveAsync("jobs", new ReceiveRequest(1), TimeSpan.FromSeconds(20), default).AsTask();
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Single((await waiting)!);

        var empty = queues.ReceiveAsync("jobs", new ReceiveRequest(1), TimeSpan.FromSeconds(20), default).AsTask();
        Assert.False(empty.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.Empty((await empty)!);
    }

    [Fact]
    public async Task Batches_answer_for_each_entry()
    {
        var sent = await CallAsync(
            "SendMessageBatch",
            "\"Entries\":[{\"Id\":\"1\",\"MessageBody\":\"a\"},{\"Id\":\"2\",\"MessageBody\":\"\"}]");
        Assert.Equal("1", sent.GetProperty("Successful")[0].Text("Id"));
        Assert.Equal("MissingParameter", sent.GetProperty("Failed")[0].Text("Code"));

        var handle = Assert.Single(await _host.ReceiveAsync(_url, ",\"MaxNumberOfMessages\":10")).Text("ReceiptHandle");
        var changed = await CallAsync(
            "ChangeMessageVisibilityBatch",
            "\"Entries\":[{\"Id\":\"a\",\"ReceiptHandle\":\"" + handle + "\",\"VisibilityTimeout\":60}]");
        Assert.Equal("a", changed.GetProperty("Successful")[0].Text("Id"));
        var deleted = await CallAsync(
            "DeleteMessageBatch",
            "\"Entries\":[{\"Id\":\"a\",\"ReceiptHandle\":\"" + handle + "\"},{\"Id\":\"b\",\"ReceiptHandle\":\"x\"}]");
        Assert.Equal("ReceiptHandleIsInvalid", deleted.GetProperty("Failed")[0].Text("Code"));
        Assert.Equal("0", await CountAsync("ApproximateNumberOfMessagesNotVisible"));
    }

    [Theory]
    [InlineData("[]", "EmptyBatchRequest")]
    [InlineData("null", "EmptyBatchRequest")]
    [InlineData("""[{"Id":"1","MessageBody":"a"},{"Id":"1","MessageBody":"b"}]""", "BatchEntryIdsNotDistinct")]
    [InlineData("""[{"Id":"a b","MessageBody":"a"}]""", "InvalidBatchEntryId")]
    public async Task Rejects_a_wrong_batch(string entries, string type)
    {
        var (faultType, _, queryError) = await FaultAsync("SendMessageBatch", "\"Entries\":" + entries);
        Assert.Equal(("com.amazonaws.sqs#" + type, $"AWS.SimpleQueueService.{type};Sender"), (faultType, queryError));
    }

    [Theory]
    [InlineData("\"MessageBody\":\"\\u0001\"", "InvalidMessageContents")]
    [InlineData("\"DelaySeconds\":901,\"MessageBody\":\"a\"", "InvalidParameterValue")]
    [InlineData(
        "\"MessageBody\":\"a\",\"MessageAttributes\":{\"n\":{\"DataType\":\"Number\",\"StringValue\":\"x\"}}",
        "InvalidParameterValue")]
    [InlineData(
        "\"MessageBody\":\"a\",\"MessageAttributes\":{\"aws.n\":{\"DataType\":\"String\",\"StringValue\":\"x\"}}",
        "InvalidParameterValue")]
    public async Task Rejects_a_wrong_message(string members, string code) =>
        Assert.Equal(code + ";Sender", (await FaultAsync("SendMessage", members)).QueryError);

    [Theory]
    [InlineData("MaxNumberOfMessages", 11, "Must be between 1 and 10, if provided.")]
    [InlineData("WaitTimeSeconds", 21, "Must be >= 0 and <= 20, if provided.")]
    public async Task Rejects_wrong_polls(string name, int value, string reason) =>
        Assert.Equal(
            $"Value {value} for parameter {name} is invalid. Reason: {reason}",
            (await FaultAsync("ReceiveMessage", $"\"{name}\":{value}")).Message);

    [Theory]
    [InlineData("SendMessage", "\"MessageBody\":7", "The member MessageBody has the wrong type.")]
    [InlineData("SendMessage", "\"MessageBody\":\"\\ud800\"", "The request body is not valid JSON.")]
    [InlineData("ReceiveMessage", "\"WaitTimeSeconds\":\"1\"", "The member WaitTimeSeconds has the wrong type.")]
    [InlineData("DeleteMessageBatch", "\"Entries\":[1]", "The member Entries has the wrong type.")]
    public async Task Rejects_members_of_another_type(string operation, string members, string message)
    {
        var fault = await FaultAsync(operation, members);
        Assert.Equal(("com.amazon.coral.service#SerializationException", message), (fault.Type, fault.Message));
    }

    [Theory]
    [InlineData(
        "SendMessage",
        "\"MessageBody\":\"a\",\"MessageAttributes\":{\"n\":{\"DataType\":\"String\",\"StringListValues\":[\"x\"]}}",
        "StringListValues")]
    public async Task Refuses_what_it_does_not_do(string operation, string members, string member) =>
        Assert.Equal(
            $"not supported by Onboarding.LocalAws: {member} in SQS {operation}. COMPAT.md lists what is.",
            (await FaultAsync(operation, members)).Message);

    [Fact]
    public async Task Ignores_members_that_AWS_does_not_know()
    {
        await CallAsync("SendMessage", "\"MessageBody\":\"a\",\"Colour\":\"red\"");
        Assert.Single(await _host.ReceiveAsync(_url, ",\"Colour\":\"red\""));
    }

    [Theory]
    [InlineData("ReceiveMessage", "{}")]
    [InlineData("GetQueueAttributes", "{}")]
    [InlineData("PurgeQueue", "")]
    [InlineData("DeleteQueue", "")]
    public async Task Has_a_body_only_where_there_can_be_members(string operation, string body)
    {
        using var response = await _host.SendSignedAsync(
            "sqs",
            HttpMethod.Post,
            "/",
            $$"""{"QueueUrl":"{{_url}}"}""",
            "X-Amz-Target: AmazonSQS." + operation,
            "Content-Type: application/x-amz-json-1.0");
        Assert.Equal(body, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Takes_1_MiB_and_rejects_a_byte_more()
    {
        await _host.SendAsync(_url, new string('x', 1_048_576));
        var fault = await FaultAsync("SendMessage", "\"MessageBody\":\"" + new string('x', 1_048_577) + "\"");
        Assert.Contains("Message must be shorter than 1048576 bytes", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_parts_of_the_host_send_by_arn()
    {
        var queues = _host.Services.Sqs.Queues;
        const string arn = "arn:aws:sqs:us-east-1:123456789012:jobs";
        Assert.Equal(SendOutcome.Sent, queues.Send(arn, "a", null, "sender"));
        Assert.Equal(SendOutcome.TooLong, queues.Send(arn, new string('x', 1_048_577), null, "sender"));
        Assert.Equal(
            SendOutcome.NoQueue, queues.Send("arn:aws:sqs:us-east-1:123456789012:none", "a", null, "sender"));
        Assert.Single(await _host.ReceiveAsync(_url));
    }

    private Task<System.Text.Json.JsonElement> CallAsync(string operation, string members) =>
        _host.SqsOkAsync(operation, "{\"QueueUrl\":\"" + _url + "\"," + members + "}");

    private Task<(string Type, string Message, string QueryError)> FaultAsync(string operation, string members) =>
        _host.SqsFaultAsync(operation, "{\"QueueUrl\":\"" + _url + "\"," + members + "}");

    private async Task<string> CountAsync(string name) =>
        (await CallAsync("GetQueueAttributes", $"\"AttributeNames\":[\"{name}\"]")).Text("Attributes", name);
}
