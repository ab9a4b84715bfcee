using Onboarding.LocalAws.Cognito.Store;

namespace Onboarding.LocalAws.Cognito.Triggers;

/// <summary>What every trigger event of one request has in common.</summary>
/// <param name="ClientId">The app client, or <see cref="NoClient"/> where an administrator acts.</param>
/// <param name="ClientMetadata">What the caller sent for triggers; never stored.</param>
internal sealed record TriggerCall(
    PoolDefinition Pool, User User, string ClientId, IReadOnlyDictionary<string, string> ClientMetadata)
{
    public const string NoClient = "CLIENT_ID_NOT_APPLICABLE";
}

/// <summary>What PreSignUp decided.</summary>
internal sealed record PreSignUpResponse(bool ConfirmsUser, bool VerifiesEmail);

/// <summary>What CustomMessage wrote; null keeps the pool's text.</summary>
internal sealed record CustomMessageResponse(string? Subject, string? Message);

/// <summary>What PreTokenGeneration (version 1) changes: claims of the id token, and the groups of both.</summary>
internal sealed record ClaimsOverride(
    IReadOnlyDictionary<string, string> Added,
    IReadOnlySet<string> Suppressed,
    IReadOnlyList<string> Groups,
    IReadOnlyList<string> Roles,
    string? PreferredRole)
{
    public static ClaimsOverride None { get; } =
        new(new Dictionary<string, string>(), new HashSet<string>(), [], [], null);
}
