namespace Onboarding.LocalAws.Cognito.Store;

/// <summary>
/// One change of state. Every change is one of these, decided under the lock and then applied, which cannot fail: so a
/// journal that keeps them in order and applies them to an empty <see cref="UserPools"/> restores it.
/// </summary>
internal abstract record PoolChange(string PoolId);

/// <summary>A new pool, or other settings of one that is there.</summary>
internal sealed record PoolPut(PoolDefinition Definition) : PoolChange(Definition.Id);

internal sealed record PoolRemoved(string PoolId) : PoolChange(PoolId);

/// <summary>No pool is left.</summary>
internal sealed record PoolsCleared() : PoolChange("");

internal sealed record KeyMade(string PoolId, SigningKey Key) : PoolChange(PoolId);

internal sealed record ClientPut(ClientDefinition Definition) : PoolChange(Definition.PoolId);

internal sealed record ClientRemoved(string PoolId, string ClientId) : PoolChange(PoolId);

/// <param name="Position">Where the user stands in the order of creation, which pages are cut from.</param>
internal sealed record UserPut(string PoolId, User User, long Position) : PoolChange(PoolId);

internal sealed record UserRemoved(string PoolId, string Sub) : PoolChange(PoolId);

internal sealed record SessionPut(string PoolId, Session Session) : PoolChange(PoolId);
