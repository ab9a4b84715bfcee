namespace Onboarding.LocalAws.EventBridge.Store;

/// <summary>An event bus. <see cref="DefaultName"/> is there in every account.</summary>
internal sealed record EventBus(string Name, string? Description, DateTimeOffset CreatedAt)
{
    public const string DefaultName = "default";

    /// <summary>In the order in which they were first set.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];
}
