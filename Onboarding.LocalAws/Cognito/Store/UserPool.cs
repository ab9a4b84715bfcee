using System.Diagnostics;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Cognito.Store;

/// <summary>
/// One pool with its users, sign-ins and key. Safe for concurrent use: each verb is one step under the lock.
/// </summary>
/// <param name="gate">The lock of all pools: see <see cref="UserPools"/>.</param>
internal sealed class UserPool(PoolDefinition definition, Lock gate, IChangeLog<PoolChange> log)
{
    private readonly UserTable _users = new(definition);
    private readonly SessionTable _sessions = new();
    private volatile PoolDefinition _definition = definition;
    private volatile SigningKey? _key;
    private bool _isRemoved;

    public PoolDefinition Definition => _definition;

    public string Id { get; } = definition.Id;

    /// <summary>Null until <see cref="Keep"/>.</summary>
    public SigningKey? SigningKey => _key;

    public int UserCount
    {
        get
        {
            lock (gate)
            {
                return _users.Count;
            }
        }
    }

    /// <summary>Makes a key the pool's, if it has none.</summary>
    /// <returns>The pool's key.</returns>
    public SigningKey Keep(SigningKey made)
    {
        lock (gate)
        {
            if (_key is null)
            {
                CommitUnderLock(new KeyMade(Id, made));
            }

            return _key!;
        }
    }

    public User? Find(string name)
    {
        lock (gate)
        {
            return _users.Find(name);
        }
    }

    public User? FindBySub(string sub)
    {
        lock (gate)
        {
            return _users.FindBySub(sub);
        }
    }

    /// <returns>Null where the user was added, else what is taken.</returns>
    public UserConflict? Add(User user)
    {
        lock (gate)
        {
            if (_users.ConflictOf(user) is { } conflict)
            {
                return conflict;
            }

            CommitUnderLock(new UserPut(Id, user, _users.NextPosition));
            return null;
        }
    }

    /// <summary>Replaces a user by what <paramref name="decide"/> makes of it.</summary>
    /// <param name="decide">Pure; runs under the lock. An exception leaves everything as it was.</param>
    public UserUpdate Update(string sub, Func<User, User> decide)
    {
        lock (gate)
        {
            if (_users.FindBySub(sub) is not { } old)
            {
                return new UserUpdate.Gone();
            }

            var next = decide(old);
            if (_users.ConflictOf(next) is not null)
            {
                return new UserUpdate.AliasTaken();
            }

            if (next != old)
            {
                CommitUnderLock(new UserPut(Id, next, _users.PositionOf(sub)));
            }

            return new UserUpdate.Updated(next);
        }
    }

    /// <summary>Removes a user and ends its sign-ins.</summary>
    public bool Remove(string sub)
    {
        lock (gate)
        {
            if (_users.FindBySub(sub) is null)
            {
                return false;
            }

            CommitUnderLock([.. RevocationsUnderLock(sub), new UserRemoved(Id, sub)]);
            return true;
        }
    }

    /// <summary>At most <paramref name="countMax"/> users that match, in the order of creation.</summary>
    /// <param name="matches">Runs under the lock: it only compares.</param>
    public UserPage List(Func<User, bool> matches, long after, int countMax)
    {
        lock (gate)
        {
            List<User> page = [];
            long last = 0;
            foreach (var (user, position) in _users.From(after))
            {
                if (!matches(user))
                {
                    continue;
                }

                if (page.Count == countMax)
                {
                    return new UserPage(page, last);
                }

                page.Add(user);
                last = position;
            }

            return new UserPage(page, null);
        }
    }

    public void StartSession(Session session, DateTimeOffset now)
    {
        lock (gate)
        {
            // Expiry is not in the journal, since replay expires sessions by the clock as well.
            _sessions.RemoveExpired(now);
            CommitUnderLock(new SessionPut(Id, session));
        }
    }

    public Session? FindSession(string id)
    {
        lock (gate)
        {
            return _sessions.Find(id);
        }
    }

    public Session? FindSessionByRefreshHash(string hash)
    {
        lock (gate)
        {
            return _sessions.FindByRefreshHash(hash);
        }
    }

    /// <returns>False where the session changed since it was read.</returns>
    public bool TryReplaceSession(Session old, Session next)
    {
        lock (gate)
        {
            if (_sessions.Find(old.Id) != old)
            {
                return false;
            }

            CommitUnderLock(new SessionPut(Id, next));
            return true;
        }
    }

    public void RevokeSessions(string sub)
    {
        lock (gate)
        {
            CommitUnderLock([.. RevocationsUnderLock(sub)]);
        }
    }

    /// <summary>The only place where a pool changes.</summary>
    public void ApplyUnderLock(PoolChange change)
    {
        switch (change)
        {
            case PoolPut put:
                _definition = put.Definition;
                break;
            case PoolRemoved or PoolsCleared:
                _isRemoved = true;
                break;
            case KeyMade made:
                _key = made.Key;
                break;
            case UserPut put:
                _users.Put(put.User, put.Position);
                break;
            case UserRemoved removed:
                _users.Remove(removed.Sub);
                break;
            case SessionPut put:
                _sessions.Put(put.Session);
                break;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>The changes that make the pool from nothing, of references that are copied at once.</summary>
    public IEnumerable<PoolChange> CaptureUnderLock()
    {
        PoolChange[] settings = _key is { } key
            ? [new PoolPut(_definition), new KeyMade(Id, key)]
            : [new PoolPut(_definition)];
        var users = _users.From(after: 0).ToArray();
        var sessions = _sessions.All.ToArray();
        return settings
            .Concat(users.Select(u => new UserPut(Id, u.User, u.Position)))
            .Concat(sessions.Select(s => new SessionPut(Id, s)));
    }

    private IEnumerable<PoolChange> RevocationsUnderLock(string sub) => _sessions.OfUser(sub)
        .Where(session => !session.IsRevoked)
        .Select(session => new SessionPut(Id, session with { IsRevoked = true }));

    private void CommitUnderLock(params ReadOnlySpan<PoolChange> changes)
    {
        // A request that found the pool before it was removed finishes on an object that no later request finds. Its
        // changes are not journaled: behind the removal, replay would find no pool, or another pool of that id.
        if (!_isRemoved)
        {
            log.Append(changes);
        }

        foreach (var change in changes)
        {
            ApplyUnderLock(change);
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
