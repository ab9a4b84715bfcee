using Onboarding.LocalAws.Sqs.Operations;
using Onboarding.LocalAws.Wire.Operations;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Sqs;

/// <summary>SQS (JSON 1.0), standard and FIFO queues.</summary>
internal sealed class SqsService(OperationTable<JsonCall> operations) : JsonService("1.0")
{
    public override string Name => "SQS";

    public override string SigningName => "sqs";

    public override string TargetPrefix => "AmazonSQS";

    public override IErrorProtocol Errors { get; } = new SqsErrorProtocol();

    /// <summary>One batch is at most 1 MiB of messages; JSON can write a character in six.</summary>
    public override int BodySizeBytesMax => 8 * 1024 * 1024;

    protected override MemberErrors MemberErrors => SqsErrors.OfMembers;

    protected override OperationTable<JsonCall> Operations => operations;

    /// <summary>The same for both protocols: see <see cref="Query.SqsQueryService"/>.</summary>
    public static OperationTable<JsonCall> TableOf(SqsContext context) => new(
        new CreateQueue(context),
        new GetQueueUrl(context),
        new ListQueues(context),
        new DeleteQueue(context),
        new PurgeQueue(context),
        new GetQueueAttributes(context),
        new SetQueueAttributes(context),
        new SendMessage(context),
        new SendMessageBatch(context),
        new ReceiveMessage(context),
        new DeleteMessage(context),
        new DeleteMessageBatch(context),
        new ChangeMessageVisibility(context),
        new ChangeMessageVisibilityBatch(context));
}
