namespace Onboarding.LocalAws.Cognito.Store;

/// <summary>The sign-ins of one pool, by id, by refresh token and by user. Used under the pools' lock.</summary>
internal sealed class SessionTable
{
    private readonly Dictionary<string, Session> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _idByHash = new(StringComparer.Ordinal);
    private readonly SortedSet<(string Sub, string Id)> _byUser = [];
    private readonly SortedSet<(DateTimeOffset ExpiresAt, string Id)> _byExpiry = [];

    public IEnumerable<Session> All => _byId.Values;

    public Session? Find(string id) => _byId.GetValueOrDefault(id);

    public Session? FindByRefreshHash(string hash) =>
        _idByHash.TryGetValue(hash, out var id) ? _byId.GetValueOrDefault(id) : null;

    public IReadOnlyList<Session> OfUser(string sub) =>
        [.. _byUser.GetViewBetween((sub, ""), (sub, "\uffff")).Select(entry => _byId[entry.Id])];

    public void Put(Session session)
    {
        Remove(session.Id);
        _byId[session.Id] = session;
        _idByHash[session.RefreshHash] = session.Id;
        if (session.RotatedHash is { } rotated)
        {
            _idByHash[rotated] = session.Id;
        }

        _byUser.Add((session.Sub, session.Id));
        _byExpiry.Add((session.ExpiresAt, session.Id));
    }

    /// <summary>Forgets what has expired; the cost is per session that leaves.</summary>
    public void RemoveExpired(DateTimeOffset now)
    {
        while (_byExpiry.Count > 0 && _byExpiry.Min.ExpiresAt <= now)
        {
            Remove(_byExpiry.Min.Id);
        }
    }

    private void Remove(string id)
    {
        if (!_byId.Remove(id, out var old))
        {
            return;
        }

        _idByHash.Remove(old.RefreshHash);
        if (old.RotatedHash is { } rotated)
        {
            _idByHash.Remove(rotated);
        }

        _byUser.Remove((old.Sub, id));
        _byExpiry.Remove((old.ExpiresAt, id));
    }
}
