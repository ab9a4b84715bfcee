namespace Onboarding.Functions.Register;

/// <summary>What became of a registration.</summary>
internal abstract record RegistrationOutcome
{
    public sealed record Stored : RegistrationOutcome;

    /// <summary>The idempotency key has been answered before: this is the first answer and its user.</summary>
    public sealed record Repeated(string UserId, string ResponseBody) : RegistrationOutcome;

    public sealed record EmailTaken : RegistrationOutcome;

    /// <summary>The idempotency key belongs to a request with other content.</summary>
    public sealed record KeyReused : RegistrationOutcome;

    /// <summary>Another transaction held one of the items: nothing was written, and trying again may succeed.</summary>
    public sealed record Contended : RegistrationOutcome;
}
