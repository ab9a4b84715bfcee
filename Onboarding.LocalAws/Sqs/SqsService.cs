using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Kernel.Running;
using Onboarding.LocalAws.Sqs.Operations;
using Onboarding.LocalAws.Sqs.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Sqs;

/// <summary>SQS (JSON 1.0), standard queues. FIFO queues are refused.</summary>
internal sealed class SqsService : AwsJsonService, IResettable
{
    public SqsService(
        AwsScope scope, RunningTime time, RandomSource random, IChangeLog<SqsChange> log, ILoggerFactory logging)
    {
        Store = new SqsStore(scope, time, log, logging.CreateLogger<SqsStore>());
        Queues = new SqsQueues(Store, time, random);
        var context = new SqsContext(scope, Store, Queues);
        Operations = new Dictionary<string, AwsJsonOperation>(StringComparer.Ordinal)
        {
            ["CreateQueue"] = r => CreateQueue.HandleAsync(r, context),
            ["GetQueueUrl"] = r => GetQueueUrl.HandleAsync(r, context),
            ["ListQueues"] = r => ListQueues.HandleAsync(r, context),
            ["DeleteQueue"] = r => DeleteQueue.HandleAsync(r, context),
            ["PurgeQueue"] = r => PurgeQueue.HandleAsync(r, context),
            ["GetQueueAttributes"] = r => GetQueueAttributes.HandleAsync(r, context),
            ["SetQueueAttributes"] = r => SetQueueAttributes.HandleAsync(r, context),
            ["SendMessage"] = r => SendMessage.HandleAsync(r, context),
            ["SendMessageBatch"] = r => SendMessageBatch.HandleAsync(r, context),
            ["ReceiveMessage"] = r => ReceiveMessage.HandleAsync(r, context),
            ["DeleteMessage"] = r => DeleteMessage.HandleAsync(r, context),
            ["DeleteMessageBatch"] = r => DeleteMessageBatch.HandleAsync(r, context),
            ["ChangeMessageVisibility"] = r => ChangeMessageVisibility.HandleAsync(r, context),
            ["ChangeMessageVisibilityBatch"] = r => ChangeMessageVisibilityBatch.HandleAsync(r, context),
        }.ToFrozenDictionary(StringComparer.Ordinal);
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

    protected override IReadOnlyDictionary<string, AwsJsonOperation> Operations { get; }

    public void Reset() => Store.Clear();
}
