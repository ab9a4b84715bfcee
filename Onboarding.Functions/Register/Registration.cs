using Onboarding.Functions.Users;

namespace Onboarding.Functions.Register;

/// <summary>Everything that one registration writes, decided before the first write.</summary>
internal sealed record Registration(NewUser User)
{
    /// <summary>The item of the client's <see cref="IdempotencyKey"/>; null where it sent none.</summary>
    public string? KeyIdentity { get; init; }

    /// <summary>What a repetition under the same key must match.</summary>
    public required string RequestHash { get; init; }

    /// <summary>The body of the first response: a retry gets it again, even where the user has changed since.</summary>
    public required string ResponseBody { get; init; }
}
