using System.Security.Cryptography;
using System.Text;

namespace Onboarding.LocalAws.Sqs.Store;

/// <summary>What a queue can be set to. Defaults: API_CreateQueue.</summary>
internal sealed record QueueAttributes
{
    public static QueueAttributes Default { get; } = new();

    public TimeSpan Delay { get; init; } = TimeSpan.Zero;

    public int MaximumMessageSize { get; init; } = 1_048_576;

    public TimeSpan MessageRetentionPeriod { get; init; } = TimeSpan.FromDays(4);

    public TimeSpan ReceiveMessageWaitTime { get; init; } = TimeSpan.Zero;

    public TimeSpan VisibilityTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public RedrivePolicy? RedrivePolicy { get; init; }

    /// <summary>The document as it was set: returned, but not evaluated, so that every caller may send.</summary>
    public string? Policy { get; init; }

    public string? RedriveAllowPolicy { get; init; }

    public bool SqsManagedSseEnabled { get; init; } = true;

    /// <summary>Null for a standard queue. A queue stays of the type with which it was created.</summary>
    public FifoAttributes? Fifo { get; init; }
}

/// <summary>What only a FIFO queue can be set to.</summary>
internal sealed record FifoAttributes
{
    public static FifoAttributes Default { get; } = new();

    public bool ContentBasedDeduplication { get; init; }

    /// <summary>DeduplicationScope: messageGroup, else queue.</summary>
    public bool DeduplicatesPerGroup { get; init; }

    /// <summary>
    /// FifoThroughputLimit: perMessageGroupId, else perQueue. Returned; nothing limits the throughput here.
    /// </summary>
    public bool LimitsThroughputPerGroup { get; init; }

    /// <summary>
    /// The id that the sender gave, else "a SHA-256 hash … using the body of the message (but not the attributes of the
    /// message)" (API_SendMessage), written in hex (inferred).
    /// </summary>
    /// <returns>Null where the queue wants an id and there is none.</returns>
    public string? DeduplicationIdOf(string? given, string body) =>
        given ?? (ContentBasedDeduplication
            ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))
            : null);
}

/// <param name="Text">As it was set: GetQueueAttributes returns it unchanged.</param>
internal sealed record RedrivePolicy(string DeadLetterTargetArn, int MaxReceiveCount, string Text)
{
    public string DeadLetterTargetName { get; } = DeadLetterTargetArn[(DeadLetterTargetArn.LastIndexOf(':') + 1)..];
}
