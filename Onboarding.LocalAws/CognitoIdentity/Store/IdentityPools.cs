using System.Diagnostics;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.CognitoIdentity.Store;

/// <summary>Every identity pool of the account, and who was seen in it. Safe for concurrent use.</summary>
internal sealed class IdentityPools(IChangeLog<IdentityPoolChange> log)
    : JournaledStore<IdentityPoolChange>(log, new PoolsCleared())
{
    private readonly SortedDictionary<string, IdentityPool> _pools = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Identity> _identities = new(StringComparer.Ordinal);
    private readonly Dictionary<(string PoolId, Login Login), string> _idsByLogin = [];

    public IdentityPool? Find(string poolId)
    {
        lock (Gate)
        {
            return _pools.GetValueOrDefault(poolId);
        }
    }

    /// <summary>In the order of their ids.</summary>
    public IReadOnlyList<IdentityPool> All()
    {
        lock (Gate)
        {
            return [.. _pools.Values];
        }
    }

    /// <returns>False where the id is taken.</returns>
    public bool TryAdd(IdentityPool pool)
    {
        lock (Gate)
        {
            if (_pools.ContainsKey(pool.Id))
            {
                return false;
            }

            CommitUnderLock(new PoolPut(pool));
            return true;
        }
    }

    /// <param name="decide">Pure; runs under the lock.</param>
    /// <returns>Null where there is no such pool.</returns>
    public IdentityPool? Update(string poolId, Func<IdentityPool, IdentityPool> decide)
    {
        lock (Gate)
        {
            if (!_pools.TryGetValue(poolId, out var pool))
            {
                return null;
            }

            var next = decide(pool);
            CommitUnderLock(new PoolPut(next));
            return next;
        }
    }

    /// <returns>False where there is no such pool.</returns>
    public bool Remove(string poolId)
    {
        lock (Gate)
        {
            if (!_pools.ContainsKey(poolId))
            {
                return false;
            }

            CommitUnderLock(new PoolRemoved(poolId));
            return true;
        }
    }

    public Identity? FindIdentity(string id)
    {
        lock (Gate)
        {
            return _identities.GetValueOrDefault(id);
        }
    }

    /// <summary>A new guest, or the user's identity, which is new where there is none.</summary>
    /// <param name="login">Null for a guest.</param>
    /// <param name="newId">For an identity that is new.</param>
    /// <returns>Null where there is no such pool.</returns>
    public Identity? GetOrAdd(string poolId, Login? login, string newId)
    {
        lock (Gate)
        {
            if (!_pools.ContainsKey(poolId))
            {
                return null;
            }

            if (login is not null && FindByLoginUnderLock(poolId, login) is { } known)
            {
                return known;
            }

            var identity = new Identity(newId, poolId) { Login = login };
            CommitUnderLock(new IdentityPut(identity));
            return identity;
        }
    }

    /// <summary>
    /// A caller shows an identity and proves to be a user. A guest becomes that user, for good; where the user has an
    /// identity, the guest's is disabled for it.
    /// </summary>
    /// <returns>The user's identity, or null where the one shown is another's.</returns>
    public Identity? SignIn(string identityId, Login login)
    {
        lock (Gate)
        {
            if (!_identities.TryGetValue(identityId, out var shown) || shown.IsDisabled)
            {
                return null;
            }

            if (shown.Login is not null)
            {
                return shown.Login == login ? shown : null;
            }

            var known = FindByLoginUnderLock(shown.PoolId, login);
            var changed = known is null ? shown with { Login = login } : shown with { IsDisabled = true };
            CommitUnderLock(new IdentityPut(changed));
            return known ?? changed;
        }
    }

    private Identity? FindByLoginUnderLock(string poolId, Login login) =>
        _idsByLogin.TryGetValue((poolId, login), out var id) ? _identities[id] : null;

    protected override void ApplyUnderLock(IdentityPoolChange change)
    {
        switch (change)
        {
            case PoolPut put:
                _pools[put.Pool.Id] = put.Pool;
                break;
            case PoolRemoved removed:
                _pools.Remove(removed.PoolId);
                foreach (var identity in _identities.Values.Where(i => i.PoolId == removed.PoolId).ToList())
                {
                    _identities.Remove(identity.Id);
                    if (identity.Login is { } login)
                    {
                        _idsByLogin.Remove((identity.PoolId, login));
                    }
                }

                break;
            case IdentityPut put:
                _identities[put.Identity.Id] = put.Identity;
                if (put.Identity.Login is { } linked)
                {
                    _idsByLogin[(put.Identity.PoolId, linked)] = put.Identity.Id;
                }

                break;
            case PoolsCleared:
                _pools.Clear();
                _identities.Clear();
                _idsByLogin.Clear();
                break;
            default:
                throw new UnreachableException();
        }
    }

    protected override IEnumerable<IdentityPoolChange> CaptureUnderLock()
    {
        var (pools, identities) = (_pools.Values.ToArray(), _identities.Values.ToArray());
        return pools.Select(pool => (IdentityPoolChange)new PoolPut(pool))
            .Concat(identities.Select(identity => new IdentityPut(identity)));
    }
}
