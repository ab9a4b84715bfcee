namespace Onboarding.LocalAws.Cognito.Store;

/// <summary>
/// One pool with its users and sign-ins. Safe for concurrent use: each verb is one step under one lock.
/// </summary>
internal sealed class UserPool(PoolDefinition definition)
{
    private readonly Lock _lock = new();
    private readonly UserTable _users = new(definition);
    private readonly SessionTable _sessions = new();

    public PoolDefinition Definition { get; } = definition;

    public string Id => Definition.Id;

    public int UserCount
    {
        get
        {
            lock (_lock) return _users.Count;
        }
    }

    public User? Find(string name)
    {
        lock (_lock) return _users.Find(name);
    }

    public User? FindBySub(string sub)
    {
        lock (_lock) return _users.FindBySub(sub);
    }

    /// <returns>Null where the user was added, else what is taken.</returns>
    public UserConflict? Add(User user)
    {
        lock (_lock)
        {
            if (_users.ConflictOf(user) is { } conflict) return conflict;
            Apply(new UserPut(Id, user));
            return null;
        }
    }

    /// <summary>Replaces a user by what <paramref name="decide"/> makes of it.</summary>
    /// <param name="decide">Pure; runs under the lock. An exception leaves everything as it was.</param>
    public UserUpdate Update(string sub, Func<User, User> decide)
    {
        lock (_lock)
        {
            if (_users.FindBySub(sub) is not { } old) return new UserUpdate.Gone();
            var next = decide(old);
            if (_users.ConflictOf(next) is not null) return new UserUpdate.AliasTaken();
            Apply(new UserPut(Id, next));
            return new UserUpdate.Updated(next);
        }
    }

    /// <summary>Removes a user and ends its sign-ins.</summary>
    public bool Remove(string sub)
    {
        lock (_lock)
        {
            if (_users.FindBySub(sub) is null) return false;
            RevokeSessionsUnderLock(sub);
            Apply(new UserRemoved(Id, sub));
            return true;
        }
    }

    /// <summary>At most <paramref name="countMax"/> users that match, in the order of creation.</summary>
    /// <param name="matches">Runs under the lock: it only compares.</param>
    public UserPage List(Func<User, bool> matches, long after, int countMax)
    {
        lock (_lock)
        {
            List<User> page = [];
            long last = 0;
            foreach (var (user, position) in _users.From(after))
            {
                if (!matches(user)) continue;
                if (page.Count == countMax) return new UserPage(page, last);
                page.Add(user);
                last = position;
            }

            return new UserPage(page, null);
        }
    }

    public void StartSession(Session session, DateTimeOffset now)
    {
        lock (_lock)
        {
            _sessions.RemoveExpired(now);
            Apply(new SessionPut(Id, session));
        }
    }

    public Session? FindSession(string id)
    {
        lock (_lock) return _sessions.Find(id);
    }

    public Session? FindSessionByRefreshHash(string hash)
    {
        lock (_lock) return _sessions.FindByRefreshHash(hash);
    }

    /// <returns>False where the session changed since it was read.</returns>
    public bool TryReplaceSession(Session old, Session next)
    {
        lock (_lock)
        {
            if (_sessions.Find(old.Id) != old) return false;
            Apply(new SessionPut(Id, next));
            return true;
        }
    }

    public void RevokeSessions(string sub)
    {
        lock (_lock) RevokeSessionsUnderLock(sub);
    }

    /// <summary>The only place where users and sessions change. Under the lock, or while a journal is read.</summary>
    public void Apply(PoolChange change)
    {
        switch (change)
        {
            case UserPut put:
                _users.Put(put.User);
                break;
            case UserRemoved removed:
                _users.Remove(removed.Sub);
                break;
            case SessionPut put:
                _sessions.Put(put.Session);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private void RevokeSessionsUnderLock(string sub)
    {
        foreach (var session in _sessions.OfUser(sub))
        {
            if (!session.IsRevoked) Apply(new SessionPut(Id, session with { IsRevoked = true }));
        }
    }
}

/// <param name="Last">The position to continue after; null on the last page.</param>
internal sealed record UserPage(IReadOnlyList<User> Users, long? Last);

/// <summary>How an update ended.</summary>
internal abstract record UserUpdate
{
    internal sealed record Updated(User User) : UserUpdate;

    internal sealed record Gone : UserUpdate;

    /// <summary>Another user has the new e-mail alias.</summary>
    internal sealed record AliasTaken : UserUpdate;
}
