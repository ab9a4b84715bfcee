namespace Onboarding.LocalAws.Sns.Store;

/// <summary>Everything that can happen to topics: the whole of what a journal has to keep.</summary>
internal abstract record TopicChange
{
    public sealed record Created(Topic Topic) : TopicChange;

    public sealed record Deleted(string Name) : TopicChange;

    public sealed record Cleared : TopicChange;
}
