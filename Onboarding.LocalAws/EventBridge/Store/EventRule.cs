using Onboarding.LocalAws.EventPatterns;

namespace Onboarding.LocalAws.EventBridge.Store;

/// <summary>A rule of a bus with its targets. Immutable: a delivery keeps the rule that it began with.</summary>
internal sealed record EventRule
{
    public required string Bus { get; init; }

    public required string Name { get; init; }

    public required string Arn { get; init; }

    /// <summary>The pattern as it was given, which DescribeRule returns.</summary>
    public required string PatternText { get; init; }

    public required EventPattern Pattern { get; init; }

    public string? Description { get; init; }

    public bool IsEnabled { get; init; } = true;

    /// <summary>In the order in which they were put.</summary>
    public IReadOnlyList<EventTarget> Targets { get; init; } = [];

    /// <summary>One whose id is there already is replaced, in its place.</summary>
    public EventRule WithTargets(IReadOnlyList<EventTarget> targets)
    {
        List<EventTarget> merged = [.. Targets];
        foreach (var target in targets)
        {
            var at = merged.FindIndex(t => t.Id == target.Id);
            if (at < 0)
            {
                merged.Add(target);
            }
            else
            {
                merged[at] = target;
            }
        }

        return this with { Targets = merged };
    }
}

/// <summary>Where a rule sends its events, and how hard it tries.</summary>
internal sealed record EventTarget
{
    public required string Id { get; init; }

    /// <summary>Of a Lambda function or a queue.</summary>
    public required string Arn { get; init; }

    /// <summary>JSON that the target gets instead of the event.</summary>
    public string? Input { get; init; }

    /// <summary>The part of the event that the target gets, such as <c>$.detail</c>.</summary>
    public string? InputPath { get; init; }

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
