using System.Diagnostics;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Cognito.Store;

/// <summary>
/// Every pool and app client of the account. Safe for concurrent use. There is one lock for all that is in all pools:
/// under it a change is the work of a microsecond, where the password behind the change takes a tenth of a second.
/// </summary>
internal sealed class UserPools(IChangeLog<PoolChange> log) : JournaledStore<PoolChange>(log, new PoolsCleared())
{
    private readonly SortedDictionary<string, UserPool> _byId = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ClientDefinition> _clients = new(StringComparer.Ordinal);

    public UserPool? Find(string poolId)
    {
        lock (Gate)
        {
            return _byId.GetValueOrDefault(poolId);
        }
    }

    public ClientDefinition? FindClient(string clientId)
    {
        lock (Gate)
        {
            return _clients.GetValueOrDefault(clientId);
        }
    }

    /// <returns>False where the id is taken.</returns>
    public bool TryAdd(PoolDefinition definition)
    {
        lock (Gate)
        {
            if (_byId.ContainsKey(definition.Id))
            {
                return false;
            }

            CommitUnderLock(new PoolPut(definition));
            return true;
        }
    }

    /// <param name="decide">
    /// Pure; runs under the lock. What users are found by stays as it is: the case and kind of their names.
    /// </param>
    /// <returns>False where there is no such pool.</returns>
    public bool TryUpdate(string poolId, Func<PoolDefinition, PoolDefinition> decide)
    {
        lock (Gate)
        {
            if (!_byId.TryGetValue(poolId, out var pool))
            {
                return false;
            }

            CommitUnderLock(new PoolPut(decide(pool.Definition)));
            return true;
        }
    }

    /// <summary>Removes a pool with all that is in it.</summary>
    public bool Remove(string poolId)
    {
        lock (Gate)
        {
            if (!_byId.ContainsKey(poolId))
            {
                return false;
            }

            CommitUnderLock(new PoolRemoved(poolId));
            return true;
        }
    }

    public ClientAddition Add(ClientDefinition definition)
    {
        lock (Gate)
        {
            if (!_byId.ContainsKey(definition.PoolId))
            {
                return ClientAddition.NoPool;
            }

            if (_clients.ContainsKey(definition.Id))
            {
                return ClientAddition.IdTaken;
            }

            CommitUnderLock(new ClientPut(definition));
            return ClientAddition.Added;
        }
    }

    /// <param name="decide">Pure; runs under the lock.</param>
    /// <returns>Null where the pool has no such client.</returns>
    public ClientDefinition? UpdateClient(
        string poolId, string clientId, Func<ClientDefinition, ClientDefinition> decide)
    {
        lock (Gate)
        {
            if (FindClientUnderLock(poolId, clientId) is not { } old)
            {
                return null;
            }

            var next = decide(old);
            CommitUnderLock(new ClientPut(next));
            return next;
        }
    }

    public bool RemoveClient(string poolId, string clientId)
    {
        lock (Gate)
        {
            if (FindClientUnderLock(poolId, clientId) is null)
            {
                return false;
            }

            CommitUnderLock(new ClientRemoved(poolId, clientId));
            return true;
        }
    }

    /// <summary>In the order of their ids.</summary>
    public IReadOnlyList<PoolDefinition> All()
    {
        lock (Gate)
        {
            return [.. _byId.Values.Select(pool => pool.Definition)];
        }
    }

    public IReadOnlyList<ClientDefinition> ClientsOf(string poolId)
    {
        lock (Gate)
        {
            return [.. _clients.Values.Where(client => client.PoolId == poolId)];
        }
    }

    protected override IEnumerable<PoolChange> CaptureUnderLock()
    {
        var pools = _byId.Values.Select(pool => pool.CaptureUnderLock()).ToArray();
        var clients = _clients.Values.ToArray();
        return pools.SelectMany(changes => changes).Concat(clients.Select(c => new ClientPut(c)));
    }

    private ClientDefinition? FindClientUnderLock(string poolId, string clientId) =>
        _clients.GetValueOrDefault(clientId) is { } client && client.PoolId == poolId ? client : null;

    protected override void ApplyUnderLock(PoolChange change)
    {
        switch (change)
        {
            case PoolPut put when !_byId.ContainsKey(put.PoolId):
                _byId.Add(put.PoolId, new UserPool(put.Definition, Gate, Log));
                break;
            case PoolRemoved removed:
                _byId[removed.PoolId].ApplyUnderLock(removed);
                _byId.Remove(removed.PoolId);
                foreach (var client in _clients.Values.Where(c => c.PoolId == removed.PoolId).ToList())
                {
                    _clients.Remove(client.Id);
                }

                break;
            case PoolsCleared cleared:
                foreach (var pool in _byId.Values)
                {
                    pool.ApplyUnderLock(cleared);
                }

                _byId.Clear();
                _clients.Clear();
                break;
            case ClientPut put:
                _clients[put.Definition.Id] = put.Definition;
                break;
            case ClientRemoved removed:
                _clients.Remove(removed.ClientId);
                break;
            case PoolPut or KeyMade or UserPut or UserRemoved or SessionPut:
                _byId[change.PoolId].ApplyUnderLock(change);
                break;
            default:
                throw new UnreachableException();
        }
    }
}

internal enum ClientAddition
{
    Added,
    IdTaken,
    NoPool,
}
