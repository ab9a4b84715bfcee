using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Tests.Sqs;
using Onboarding.LocalAws.Tests.Template;

namespace Onboarding.LocalAws.Tests.Provisioning;

/// <summary>
/// AWS::SQS::Queue as a FIFO queue. Evidence: Documented(https://docs.aws.amazon.com/AWSCloudFormation/latest/
/// TemplateReference/aws-resource-sqs-queue.html).
/// </summary>
public sealed class FifoQueueTests
{
    private const string Function = """
          F:
            Type: AWS::Serverless::Function
            Properties:
              Handler: F
              Runtime: provided.al2023
              CodeUri: out/
              Events:
                Jobs: {Type: SQS, Properties: {Queue: !GetAtt Jobs.Arn, 
        """;

    [Fact]
    public async Task A_template_yields_a_FIFO_queue_whose_generated_name_ends_in_fifo()
    {
        await using var host = await TestHost.StartAsync();
        var file = new FileInfo(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".yaml"));
        await File.WriteAllTextAsync(file.FullName, """
            Parameters:
              Ordered: {Type: String, Default: "True"}
            Resources:
              Dead: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true, QueueName: given.fifo}}
              Jobs:
                Type: AWS::SQS::Queue
                Properties:
                  FifoQueue: !Ref Ordered
                  ContentBasedDeduplication: true
                  DeduplicationScope: messageGroup
                  FifoThroughputLimit: perMessageGroupId
                  RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 3}
            Outputs:
              Url: {Value: !Ref Jobs}
              Arn: {Value: !GetAtt Jobs.Arn}
            """);
        // Twice: what is there is updated.
        await new StackDeployment(new StackOptions(file), new Uri(host.Url), host.Services.All)
            .RunAsync(CancellationToken.None);
        var stack = await new StackDeployment(new StackOptions(file), new Uri(host.Url), host.Services.All)
            .RunAsync(CancellationToken.None);
        file.Delete();
        Assert.Equal("arn:aws:sqs:us-east-1:123456789012:onboarding-Jobs.fifo", stack.Outputs["Arn"]);
        var attributes = (await host.SqsOkAsync(
            "GetQueueAttributes", $$"""{"QueueUrl":"{{stack.Outputs["Url"]}}","AttributeNames":["All"]}"""))
            .GetProperty("Attributes");
        Assert.Equal("true", attributes.Text("FifoQueue"));
        Assert.Equal("true", attributes.Text("ContentBasedDeduplication"));
        Assert.Equal("messageGroup", attributes.Text("DeduplicationScope"));
        Assert.Equal("perMessageGroupId", attributes.Text("FifoThroughputLimit"));
        Assert.Contains("given.fifo", attributes.Text("RedrivePolicy"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FifoQueue: true, QueueName: jobs", "46: The name of a FIFO queue, and of no other, ends with .fifo.")]
    [InlineData("QueueName: jobs.fifo", "29: The name of a FIFO queue, and of no other, ends with .fifo.")]
    [InlineData("FifoQueue: false", "29: Unknown Attribute FifoQueue: the queue is a standard queue.")]
    [InlineData(
        "DeduplicationScope: queue", "38: Unknown Attribute DeduplicationScope: the queue is a standard queue.")]
    public void What_does_not_fit_the_type_is_refused_with_its_place(string properties, string fault) => Assert.Equal(
        "t.yaml:4:" + fault,
        Assert.Single(Templates.Faults(
            "Resources:\n  Q:\n    Type: AWS::SQS::Queue\n    Properties: {" + properties + "}")));

    [Theory]
    [InlineData("BatchSize: 11", "A FIFO queue's BatchSize is at most 10.")]
    [InlineData("MaximumBatchingWindowInSeconds: 5", "Batching window is not supported for FIFO queues.")]
    public void A_mapping_of_a_FIFO_queue_is_refused_with_its_place(string setting, string message)
    {
        var fault = Assert.Single(Templates.Faults(
            "Transform: AWS::Serverless-2016-10-31\nResources:\n  Jobs: {Type: AWS::SQS::Queue, "
            + "Properties: {FifoQueue: true}}\n" + Function.TrimEnd() + " " + setting + "}}\n"));
        Assert.StartsWith("t.yaml:11:", fault, StringComparison.Ordinal);
        Assert.EndsWith(message, fault, StringComparison.Ordinal);
    }
}
