namespace Onboarding.LocalAws.Ses.Store;

/// <summary>Everything that can happen to the verified senders: the whole of what a journal has to keep.</summary>
internal abstract record IdentityChange
{
    public sealed record Added(EmailIdentity Identity) : IdentityChange;

    public sealed record Removed(string Name) : IdentityChange;

    public sealed record Cleared : IdentityChange;
}
