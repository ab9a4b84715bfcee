namespace Onboarding.LocalAws.EventBridge.Store;

/// <summary>Where a rule sends its events, and how hard it tries.</summary>
internal sealed record EventTarget
{
    public required string Id { get; init; }

    /// <summary>Of a function, a queue, a state machine or another bus.</summary>
    public required string Arn { get; init; }

    /// <summary>JSON that the target gets instead of the event.</summary>
    public string? Input { get; init; }

    /// <summary>The part of the event that the target gets, such as <c>$.detail</c>.</summary>
    public string? InputPath { get; init; }

    /// <summary>A text that the target gets, with parts of the event in it.</summary>
    public InputTransformer? Transformer { get; init; }

    /// <summary>What EventBridge acts as in AWS. Kept and returned: local rules may always send.</summary>
    public string? RoleArn { get; init; }

    /// <summary>0 to 185; null is 185.</summary>
    public int? RetryAttempts { get; init; }

    /// <summary>60 to 86,400; null is a day.</summary>
    public int? EventAgeSeconds { get; init; }

    /// <summary>The queue that gets what could not be delivered.</summary>
    public string? DeadLetterArn { get; init; }

    /// <summary>SqsParameters.MessageGroupId: a FIFO queue needs one.</summary>
    public string? MessageGroupId { get; init; }

    public bool HasRetryPolicy => RetryAttempts is not null || EventAgeSeconds is not null;

    /// <summary>Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html.</summary>
    public int RetryAttemptsMax => RetryAttempts ?? 185;

    public TimeSpan EventAgeMax => TimeSpan.FromSeconds(EventAgeSeconds ?? 86_400);
}

/// <summary>
/// Parts of an event by name, and the text that they are put into as <c>&lt;name&gt;</c>
/// (https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_InputTransformer.html).
/// </summary>
/// <param name="Paths">Name to path, in order of name.</param>
internal sealed record InputTransformer(IReadOnlyList<KeyValuePair<string, string>> Paths, string Template);
