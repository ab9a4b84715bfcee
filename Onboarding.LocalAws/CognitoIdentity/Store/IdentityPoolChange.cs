namespace Onboarding.LocalAws.CognitoIdentity.Store;

/// <summary>One change of state, decided and applied under the store's lock.</summary>
internal abstract record IdentityPoolChange;

internal sealed record PoolPut(IdentityPool Pool) : IdentityPoolChange;

/// <summary>A pool goes with its identities.</summary>
internal sealed record PoolRemoved(string PoolId) : IdentityPoolChange;

internal sealed record IdentityPut(Identity Identity) : IdentityPoolChange;
