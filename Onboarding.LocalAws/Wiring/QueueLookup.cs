using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Sqs;

namespace Onboarding.LocalAws.Wiring;

/// <summary>Queues by ARN, as event sources and redrives read them.</summary>
internal sealed class QueueLookup(SqsQueues queues, AwsScope scope, IDurability durability)
{
    /// <returns>Null where there is no such queue.</returns>
    public SqsMessageQueue? Find(string queueArn) => queues.NameOf(queueArn) is { } name
        ? new SqsMessageQueue(queues, name, queueArn, scope.Region, durability)
        : null;
}
