using System.Diagnostics;

namespace Onboarding.Functions.AuthorizeApiKey;

/// <summary>Why a request may pass or not; the words are those of logs and spans.</summary>
internal enum VerdictKind
{
    Allowed,

    /// <summary>The key is good and has been used too often: passed on, to be answered with 429.</summary>
    Throttled,

    /// <summary>Not the form of a key.</summary>
    Malformed,

    /// <summary>No key has this id.</summary>
    Unknown,

    /// <summary>The id is known, the secret is another.</summary>
    Wrong,

    Revoked,
}

/// <summary>What the authorizer found out.</summary>
/// <param name="KeyId">Null unless the caller proved to hold the key.</param>
/// <param name="RetryAfter">With <see cref="VerdictKind.Throttled"/>: when to come again.</param>
internal sealed record Verdict(VerdictKind Kind, string? KeyId = null, TimeSpan RetryAfter = default)
{
    /// <summary>Why the request does not pass, for those who read a trace or a log; null where it does.</summary>
    public string? InWords => Kind switch
    {
        VerdictKind.Allowed => null,
        VerdictKind.Throttled => "The API key is over its rate limit.",
        VerdictKind.Malformed => "This is not the form of an API key.",
        VerdictKind.Unknown => "No API key has this id.",
        VerdictKind.Wrong => "The API key's id is known, its secret is another.",
        VerdictKind.Revoked => "The API key is revoked.",
        _ => throw new UnreachableException(),
    };
}
