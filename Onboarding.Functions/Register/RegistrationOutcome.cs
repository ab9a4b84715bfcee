namespace Onboarding.Functions.Register;

/// <summary>What became of a registration.</summary>
internal abstract record RegistrationOutcome
{
    public sealed record Stored(FirstAnswer Answer) : RegistrationOutcome;

    /// <summary>The idempotency key has been answered before: the same answer again, whatever happened since.</summary>
    public sealed record Repeated(FirstAnswer Answer) : RegistrationOutcome;

    public sealed record EmailTaken : RegistrationOutcome;

    /// <summary>The idempotency key belongs to a request with other content.</summary>
    public sealed record KeyReused : RegistrationOutcome;

    /// <summary>Another transaction held one of the items: nothing was written, and trying again may succeed.</summary>
    public sealed record Contended : RegistrationOutcome;
}

/// <summary>The parts of the first answer that a repetition needs.</summary>
internal sealed record FirstAnswer(string UserId, string Body);
