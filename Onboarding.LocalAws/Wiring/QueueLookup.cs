using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Sqs;

namespace Onboarding.LocalAws.Wiring;

/// <summary>Queues by ARN, as event sources and redrives read them.</summary>
/// <param name="whenDurable">See <see cref="DynamoDbStreamSource"/>.</param>
internal sealed class QueueLookup(SqsQueues queues, AwsScope scope, Func<Task>? whenDurable)
{
    /// <returns>Null where there is no such queue.</returns>
    public SqsMessageQueue? Find(string queueArn) => queues.NameOf(queueArn) is { } name
        ? new SqsMessageQueue(queues, name, queueArn, scope.Region, whenDurable)
        : null;
}
