namespace Onboarding.LocalAws.Ses.Store;

/// <summary>Everything that can happen to the account's settings: the whole of what a journal has to keep.</summary>
internal abstract record SendingAccountChange
{
    /// <summary>It is new, or takes the place of the one of its name.</summary>
    public sealed record SetPut(ConfigurationSet Set) : SendingAccountChange;

    public sealed record SetRemoved(string Name) : SendingAccountChange;

    public sealed record Suppressed(SuppressedAddress Address) : SendingAccountChange;

    public sealed record Released(string Address) : SendingAccountChange;

    public sealed record ReasonsPut(IReadOnlyList<SuppressionReason> Reasons) : SendingAccountChange;

    public sealed record DetailsPut(AccountDetails Details) : SendingAccountChange;

    public sealed record Cleared : SendingAccountChange;
}
