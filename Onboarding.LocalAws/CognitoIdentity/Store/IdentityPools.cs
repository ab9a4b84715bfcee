using System.Diagnostics;

namespace Onboarding.LocalAws.CognitoIdentity.Store;

/// <summary>Every identity pool of the account, and who was seen in it. Safe for concurrent use.</summary>
internal sealed class IdentityPools
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, IdentityPool> _pools = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Identity> _identities = new(StringComparer.Ordinal);
    private readonly Dictionary<(string PoolId, Login Login), string> _idsByLogin = [];

    public IdentityPool? Find(string poolId)
    {
        lock (_lock)
        {
            return _pools.GetValueOrDefault(poolId);
        }
    }

    /// <summary>In the order of their ids.</summary>
    public IReadOnlyList<IdentityPool> All()
    {
        lock (_lock)
        {
            return [.. _pools.Values];
        }
    }

    /// <returns>False where the id is taken.</returns>
    public bool TryAdd(IdentityPool pool)
    {
        lock (_lock)
        {
            if (_pools.ContainsKey(pool.Id))
            {
                return false;
            }

            Apply(new PoolPut(pool));
            return true;
        }
    }

    /// <returns>False where there is no such pool.</returns>
    public bool SetRoles(string poolId, RoleArn? authenticated, RoleArn? unauthenticated)
    {
        lock (_lock)
        {
            if (!_pools.TryGetValue(poolId, out var pool))
            {
                return false;
            }

            Apply(new PoolPut(pool with { AuthenticatedRole = authenticated, UnauthenticatedRole = unauthenticated }));
            return true;
        }
    }

    /// <returns>False where there is no such pool.</returns>
    public bool Remove(string poolId)
    {
        lock (_lock)
        {
            if (!_pools.ContainsKey(poolId))
            {
                return false;
            }

            Apply(new PoolRemoved(poolId));
            return true;
        }
    }

    public Identity? FindIdentity(string id)
    {
        lock (_lock)
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
        lock (_lock)
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
            Apply(new IdentityPut(identity));
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
        lock (_lock)
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
            Apply(new IdentityPut(changed));
            return known ?? changed;
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _pools.Clear();
            _identities.Clear();
            _idsByLogin.Clear();
        }
    }

    private Identity? FindByLoginUnderLock(string poolId, Login login) =>
        _idsByLogin.TryGetValue((poolId, login), out var id) ? _identities[id] : null;

    /// <summary>The only place where state changes. Under the lock.</summary>
    private void Apply(IdentityPoolChange change)
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
            default:
                throw new UnreachableException();
        }
    }
}
