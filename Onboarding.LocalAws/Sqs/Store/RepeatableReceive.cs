using Onboarding.LocalAws.Kernel.Running;

namespace Onboarding.LocalAws.Sqs.Store;

/// <summary>
/// What a receive with a ReceiveRequestAttemptId took: another with the same id gets it again, for five minutes, while
/// none of the messages was deleted, became visible or got another visibility timeout.
/// Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/
/// using-receiverequestattemptid-request-parameter.html.
/// </summary>
/// <param name="Key">The attempt's id.</param>
/// <param name="At">Of the first attempt.</param>
internal sealed record RepeatableReceive(string Key, RunningInstant At, IReadOnlyList<HiddenMessage> Messages)
    : IRecent
{
    public static RepeatableReceive Of(string attemptId, RunningInstant at, IEnumerable<SqsMessage> taken) => new(
        attemptId, at, [.. taken.Select(m => new HiddenMessage(m.MessageId, m.ReceiveCount, m.VisibleAt))]);
}

/// <summary>A message as a receive has left it.</summary>
internal readonly record struct HiddenMessage(string MessageId, int ReceiveCount, RunningInstant VisibleAt)
{
    public bool Is(SqsMessage message) => message.ReceiveCount == ReceiveCount && message.VisibleAt == VisibleAt;
}
