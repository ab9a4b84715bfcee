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
}

/// <param name="Text">As it was set: GetQueueAttributes returns it unchanged.</param>
internal sealed record RedrivePolicy(string DeadLetterTargetArn, int MaxReceiveCount, string Text)
{
    public string DeadLetterTargetName { get; } = DeadLetterTargetArn[(DeadLetterTargetArn.LastIndexOf(':') + 1)..];
}
