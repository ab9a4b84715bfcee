using System.Net;
using System.Xml.Linq;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Sqs;

/// <summary>
/// The query protocol, as SDKs and the AWS CLI of before 2024 speak it. Evidence: Documented
/// (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-xml.html).
/// </summary>
public sealed class QueryProtocolTests : IAsyncLifetime
{
    private TestHost _host = null!;

    public async Task InitializeAsync() => _host = await TestHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_queue_is_created_with_its_attributes_found_listed_and_deleted()
    {
        var created = await OkAsync(
            "CreateQueue",
            "QueueName=jobs&Attribute.1.Name=DelaySeconds&Attribute.1.Value=0"
            + "&Attribute.2.Name=VisibilityTimeout&Attribute.2.Value=45");
        var url = Only(created, "CreateQueueResult", "QueueUrl").Value;
        Assert.EndsWith("/123456789012/jobs", url, StringComparison.Ordinal);
        var found = await OkAsync("GetQueueUrl", "QueueName=jobs");
        Assert.Equal(url, Only(found, "GetQueueUrlResult", "QueueUrl").Value);
        var listed = await OkAsync("ListQueues", "QueueNamePrefix=j&MaxResults=10");
        Assert.Equal(url, Only(listed, "ListQueuesResult", "QueueUrl").Value);
        var attributes = await OkAsync(
            "GetQueueAttributes", $"QueueUrl={url}&AttributeName.1=VisibilityTimeout&AttributeName.2=QueueArn");
        Assert.Equal(
            ["VisibilityTimeout=45", "QueueArn=arn:aws:sqs:us-east-1:123456789012:jobs"],
            All(attributes, "GetQueueAttributesResult").Select(a => $"{Text(a, "Name")}={Text(a, "Value")}"));
        var deleted = await OkAsync("DeleteQueue", $"QueueUrl={url}");
        Assert.Equal(["ResponseMetadata"], deleted.Elements().Select(e => e.Name.LocalName));
    }

    [Fact]
    public async Task A_FIFO_queue_takes_groups_and_tells_sequence_numbers()
    {
        var created = await OkAsync(
            "CreateQueue", "QueueName=jobs.fifo&Attribute.1.Name=FifoQueue&Attribute.1.Value=true");
        var url = Only(created, "CreateQueueResult", "QueueUrl").Value;
        const string message = "MessageBody=a&MessageGroupId=g&MessageDeduplicationId=d";
        var sent = await OkAsync("SendMessage", $"QueueUrl={url}&{message}");
        var number = Only(sent, "SendMessageResult", "SequenceNumber").Value;
        var batch = await OkAsync("SendMessageBatch", $"QueueUrl={url}&" + string.Join('&', ("Id=x&" + message)
            .Split('&').Select(member => "SendMessageBatchRequestEntry.1." + member)));
        Assert.Equal(number, Text(
            Only(batch, "SendMessageBatchResult", "SendMessageBatchResultEntry"), "SequenceNumber"));
        var received = await OkAsync(
            "ReceiveMessage",
            $"QueueUrl={url}&ReceiveRequestAttemptId=r&AttributeName.1=SequenceNumber&AttributeName.2=MessageGroupId");
        var attributes = Only(received, "ReceiveMessageResult", "Message").Elements()
            .Where(e => e.Name.LocalName == "Attribute").Select(a => $"{Text(a, "Name")}={Text(a, "Value")}");
        Assert.Equal([$"SequenceNumber={number}", "MessageGroupId=g"], attributes);
    }

    [Fact]
    public async Task A_message_and_its_attributes_come_back_and_are_deleted()
    {
        var url = await _host.CreateQueueAsync("jobs");
        var sent = await OkAsync(
            "SendMessage",
            $"QueueUrl={url}&MessageBody=a%26b%20%C3%BC&DelaySeconds=0&MessageAttribute.1.Name=kind"
            + "&MessageAttribute.1.Value.DataType=String&MessageAttribute.1.Value.StringValue=new"
            + "&MessageAttribute.2.Name=raw&MessageAttribute.2.Value.DataType=Binary"
            + "&MessageAttribute.2.Value.BinaryValue=AQI%3D");
        Assert.NotEmpty(Only(sent, "SendMessageResult", "MD5OfMessageAttributes").Value);
        var received = await OkAsync(
            "ReceiveMessage",
            $"QueueUrl={url}&MaxNumberOfMessages=10&WaitTimeSeconds=0&VisibilityTimeout=30&AttributeName.1=SenderId"
            + "&MessageAttributeName.1=All");
        var message = Only(received, "ReceiveMessageResult", "Message");
        Assert.Equal("a&b ü", Text(message, "Body"));
        Assert.Equal(Only(sent, "SendMessageResult", "MessageId").Value, Text(message, "MessageId"));
        Assert.Equal("SenderId", Text(message, "Attribute", "Name"));
        Assert.Equal(
            ["kind String new", "raw Binary AQI="],
            message.Elements().Where(e => e.Name.LocalName == "MessageAttribute").Select(a =>
                $"{Text(a, "Name")} {Text(a, "Value", "DataType")} {a.Elements().Last().Elements().First().Value}"));
        await OkAsync(
            "DeleteMessage",
            $"QueueUrl={url}&ReceiptHandle={Uri.EscapeDataString(Text(message, "ReceiptHandle"))}");
        var empty = await OkAsync("ReceiveMessage", $"QueueUrl={url}");
        Assert.Empty(All(empty, "ReceiveMessageResult"));
    }

    [Fact]
    public async Task A_batch_says_of_each_entry_what_became_of_it()
    {
        var url = await _host.CreateQueueAsync("jobs");
        var sent = await OkAsync(
            "SendMessageBatch",
            $"QueueUrl={url}&SendMessageBatchRequestEntry.1.Id=good&SendMessageBatchRequestEntry.1.MessageBody=1"
            + "&SendMessageBatchRequestEntry.2.Id=bad&SendMessageBatchRequestEntry.2.MessageBody=2"
            + "&SendMessageBatchRequestEntry.2.DelaySeconds=901");
        Assert.Equal("good", Text(Only(sent, "SendMessageBatchResult", "SendMessageBatchResultEntry"), "Id"));
        var failed = Only(sent, "SendMessageBatchResult", "BatchResultErrorEntry");
        Assert.Equal(
            ("bad", "InvalidParameterValue", "true"),
            (Text(failed, "Id"), Text(failed, "Code"), Text(failed, "SenderFault")));
    }

    /// <summary>Clients that send to the queue's own URL do not name it again.</summary>
    [Theory]
    [InlineData("/123456789012/jobs")]
    [InlineData("/123456789012/jobs/")]
    public async Task The_path_can_name_the_queue(string path)
    {
        await _host.CreateQueueAsync("jobs");
        using var response = await _host.SendSignedAsync(
            "sqs", HttpMethod.Get, $"{path}?Action=SendMessage&MessageBody=hello&Version=2012-11-05");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("Action=GetQueueUrl&QueueName=nowhere", 400, "AWS.SimpleQueueService.NonExistentQueue")]
    [InlineData("Action=SendMessage&MessageBody=x", 400, "MissingParameter")]
    [InlineData("Action=CreateQueue&QueueName=a%20b", 400, "InvalidParameterValue")]
    [InlineData("Action=ListQueues&MaxResults=many", 400, "SerializationException")]
    [InlineData("Action=StartMessageMoveTask&SourceArn=x", 501, "UnknownOperationException")]
    [InlineData("QueueName=x", 400, "MissingAction")]
    public async Task Errors_have_the_codes_of_the_protocol(string form, int status, string code)
    {
        var (answered, root) = await SendAsync(form);
        Assert.Equal(status, answered);
        Assert.Equal("ErrorResponse", root.Name.LocalName);
        Assert.Equal(code, Text(root, "Error", "Code"));
    }

    [Fact]
    public async Task A_name_of_many_parts_is_no_parameter()
    {
        var deep = string.Concat(Enumerable.Repeat("a.", 1_000_000)) + "a=1";
        var (status, _) = await SendAsync("Action=ListQueues&" + deep);
        Assert.Equal(200, status);
    }

    private async Task<XElement> OkAsync(string action, string form)
    {
        var (status, root) = await SendAsync($"Action={action}&{form}");
        Assert.True(status == 200, $"{action}: {root}");
        Assert.Equal(action + "Response", root.Name.LocalName);
        Assert.Equal("http://queue.amazonaws.com/doc/2012-11-05/", root.Name.NamespaceName);
        return root;
    }

    private async Task<(int Status, XElement Root)> SendAsync(string form)
    {
        using var response = await _host.SendSignedAsync(
            "sqs",
            HttpMethod.Post,
            "/",
            form + "&Version=2012-11-05",
            "Content-Type: application/x-www-form-urlencoded; charset=utf-8");
        return ((int)response.StatusCode, XElement.Parse(await response.Content.ReadAsStringAsync()));
    }

    private static IEnumerable<XElement> All(XElement root, string result) =>
        Assert.Single(root.Elements(), e => e.Name.LocalName == result).Elements();

    private static XElement Only(XElement root, string result, string name) =>
        Assert.Single(All(root, result), e => e.Name.LocalName == name);

    private static string Text(XElement element, params string[] path) =>
        path.Aggregate(element, (e, name) => e.Elements().First(child => child.Name.LocalName == name)).Value;
}
