namespace Onboarding.LocalAws.Ses.Store;

/// <summary>Everything that can happen to the identities: the whole of what a journal has to keep.</summary>
internal abstract record IdentityChange
{
    /// <summary>It is new, or takes the place of the one of its name.</summary>
    public sealed record Put(EmailIdentity Identity) : IdentityChange;

    public sealed record Removed(string Name) : IdentityChange;

    public sealed record Cleared : IdentityChange;
}
