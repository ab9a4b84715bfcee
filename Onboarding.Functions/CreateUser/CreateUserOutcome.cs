namespace Onboarding.Functions.CreateUser;

/// <summary>What became of a new user.</summary>
internal abstract record CreateUserOutcome
{
    public sealed record Stored : CreateUserOutcome;

    public sealed record Taken(bool Username, bool Email) : CreateUserOutcome;

    /// <summary>Another transaction held one of the items: nothing was written, and trying again may succeed.</summary>
    public sealed record Contended : CreateUserOutcome;
}
