using Onboarding.LocalAws.Kernel.Running;

namespace Onboarding.LocalAws.Sqs.Store;

/// <summary>
/// A message that was sent to a FIFO queue, for as long as another with its deduplication id is a duplicate. It
/// outlives the message itself ("continues to keep track of the message deduplication ID even after the message is
/// received and deleted", API_SendMessage) and a purge of the queue (inferred).
/// </summary>
/// <param name="Key">The deduplication id, with the group where that is the scope.</param>
internal sealed record SentMessage(string Key, string MessageId, long Sequence, RunningInstant At) : IRecent
{
    /// <summary>Neither part can have a space in it.</summary>
    public static string KeyOf(SqsMessage message, FifoAttributes queue) => queue.DeduplicatesPerGroup
        ? $"{message.MessageGroupId} {message.MessageDeduplicationId}"
        : message.MessageDeduplicationId!;
}
