namespace Onboarding.LocalAws.EventBridge.Store;

/// <summary>
/// An archive of a bus. A rule that EventBridge manages itself fills it
/// (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-archive.html).
/// </summary>
internal sealed record EventArchive
{
    public const string RulePrefix = "Events-Archive-";

    public required string Name { get; init; }

    /// <summary>Tells it from one of the same name that was deleted.</summary>
    public required string Id { get; init; }

    public required string Bus { get; init; }

    public string? Description { get; init; }

    /// <summary>Null takes every event.</summary>
    public string? PatternText { get; init; }

    /// <summary>0 keeps events for ever.</summary>
    public int RetentionDays { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string RuleName => RulePrefix + Name;
}
