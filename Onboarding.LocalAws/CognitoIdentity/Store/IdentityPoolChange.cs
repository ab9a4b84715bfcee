namespace Onboarding.LocalAws.CognitoIdentity.Store;

/// <summary>Everything that can happen to the pools: the whole of what a journal has to keep.</summary>
internal abstract record IdentityPoolChange;

internal sealed record PoolPut(IdentityPool Pool) : IdentityPoolChange;

/// <summary>A pool goes with its identities.</summary>
internal sealed record PoolRemoved(string PoolId) : IdentityPoolChange;

internal sealed record IdentityPut(Identity Identity) : IdentityPoolChange;

internal sealed record PoolsCleared : IdentityPoolChange;
