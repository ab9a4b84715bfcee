namespace Onboarding.LocalAws.CognitoIdentity.Store;

/// <summary>One user of a pool, signed in or a guest. Immutable.</summary>
/// <param name="Id"><c>{region}:{UUID}</c></param>
internal sealed record Identity(string Id, string PoolId)
{
    /// <summary>Null for a guest.</summary>
    public Login? Login { get; init; }

    /// <summary>Whether this was a guest whose user turned out to have an identity already.</summary>
    public bool IsDisabled { get; init; }
}

/// <summary>A user of a user pool.</summary>
internal sealed record Login(string UserPoolId, string Sub);
