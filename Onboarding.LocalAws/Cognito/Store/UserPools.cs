using System.Diagnostics;

namespace Onboarding.LocalAws.Cognito.Store;

/// <summary>Every pool and app client of the account. Safe for concurrent use.</summary>
internal sealed class UserPools
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, UserPool> _byId = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ClientDefinition> _clients = new(StringComparer.Ordinal);

    public UserPool? Find(string poolId)
    {
        lock (_lock) return _byId.GetValueOrDefault(poolId);
    }

    public ClientDefinition? FindClient(string clientId)
    {
        lock (_lock) return _clients.GetValueOrDefault(clientId);
    }

    /// <returns>False where the id is taken.</returns>
    public bool TryAdd(PoolDefinition definition)
    {
        lock (_lock)
        {
            if (_byId.ContainsKey(definition.Id)) return false;
            Apply(new PoolPut(definition));
            return true;
        }
    }

    public bool TryAdd(ClientDefinition definition)
    {
        lock (_lock)
        {
            if (_clients.ContainsKey(definition.Id)) return false;
            Apply(new ClientPut(definition));
            return true;
        }
    }

    /// <summary>Removes a pool with all that is in it.</summary>
    public bool Remove(string poolId)
    {
        lock (_lock)
        {
            if (!_byId.ContainsKey(poolId)) return false;
            Apply(new PoolRemoved(poolId));
            return true;
        }
    }

    public bool RemoveClient(string poolId, string clientId)
    {
        lock (_lock)
        {
            if (_clients.GetValueOrDefault(clientId)?.PoolId != poolId) return false;
            Apply(new ClientRemoved(poolId, clientId));
            return true;
        }
    }

    /// <summary>In the order of their ids.</summary>
    public IReadOnlyList<PoolDefinition> All()
    {
        lock (_lock) return [.. _byId.Values.Select(pool => pool.Definition)];
    }

    public IReadOnlyList<ClientDefinition> ClientsOf(string poolId)
    {
        lock (_lock) return [.. _clients.Values.Where(client => client.PoolId == poolId)];
    }

    public void Clear()
    {
        lock (_lock)
        {
            _byId.Clear();
            _clients.Clear();
        }
    }

    /// <summary>The only place where pools and clients change. Under the lock, or while a journal is read.</summary>
    public void Apply(PoolChange change)
    {
        switch (change)
        {
            case PoolPut put:
                _byId[put.PoolId] = new UserPool(put.Definition);
                break;
            case PoolRemoved removed:
                _byId.Remove(removed.PoolId);
                foreach (var client in _clients.Values.Where(c => c.PoolId == removed.PoolId).ToList())
                    _clients.Remove(client.Id);
                break;
            case ClientPut put:
                _clients[put.Definition.Id] = put.Definition;
                break;
            case ClientRemoved removed:
                _clients.Remove(removed.ClientId);
                break;
            case UserPut or UserRemoved or SessionPut:
                _byId[change.PoolId].Apply(change);
                break;
            default:
                throw new UnreachableException();
        }
    }
}
