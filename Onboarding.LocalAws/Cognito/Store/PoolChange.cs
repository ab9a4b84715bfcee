namespace Onboarding.LocalAws.Cognito.Store;

/// <summary>
/// One change of state. Every change is one of these, decided under the lock of its pool and then applied, which cannot
/// fail: so a journal that keeps them in order and applies them to an empty <see cref="UserPools"/> restores it.
/// </summary>
internal abstract record PoolChange(string PoolId);

internal sealed record PoolPut(PoolDefinition Definition) : PoolChange(Definition.Id);

internal sealed record PoolRemoved(string PoolId) : PoolChange(PoolId);

internal sealed record ClientPut(ClientDefinition Definition) : PoolChange(Definition.PoolId);

internal sealed record ClientRemoved(string PoolId, string ClientId) : PoolChange(PoolId);

internal sealed record UserPut(string PoolId, User User) : PoolChange(PoolId);

internal sealed record UserRemoved(string PoolId, string Sub) : PoolChange(PoolId);

internal sealed record SessionPut(string PoolId, Session Session) : PoolChange(PoolId);
