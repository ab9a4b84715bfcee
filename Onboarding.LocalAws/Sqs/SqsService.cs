using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Kernel.Running;
using Onboarding.LocalAws.Sqs.Operations;
using Onboarding.LocalAws.Sqs.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Operations;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Sqs;

/// <summary>SQS (JSON 1.0), standard queues. FIFO queues are refused.</summary>
internal sealed class SqsService : JsonService, IResettable
{
    public SqsService(
        AwsScope scope, RunningTime time, RandomSource random, IChangeLog<SqsChange> log, ILoggerFactory logging)
        : base("1.0")
    {
        Store = new SqsStore(scope, time, log, logging.CreateLogger<SqsStore>());
        Queues = new SqsQueues(Store, time, random);
        var context = new SqsContext(scope, Store, Queues);
        Operations = new(
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

    public override string Name => "SQS";

    public override string SigningName => "sqs";

    public override string TargetPrefix => "AmazonSQS";

    public override IErrorProtocol Errors { get; } = new SqsErrorProtocol();

    /// <summary>One batch is at most 1 MiB of messages; JSON can write a character in six.</summary>
    public override int BodySizeBytesMax => 8 * 1024 * 1024;

    public SqsStore Store { get; }

    /// <summary>The queues as the rest of the host uses them.</summary>
    public SqsQueues Queues { get; }

    protected override MemberErrors MemberErrors => SqsErrors.OfMembers;

    protected override OperationTable<JsonCall> Operations { get; }

    public void Reset() => Store.Clear();
}
