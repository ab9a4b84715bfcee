namespace Onboarding.LocalAws.Cognito.Store;

/// <summary>
/// The users of one pool by sub, by name, by e-mail alias and in the order of their creation. Used under the pools'
/// lock.
/// </summary>
/// <param name="pool">Only what no update changes is read: what names are, and whether their case counts.</param>
internal sealed class UserTable(PoolDefinition pool)
{
    private readonly Dictionary<string, (User User, long Position)> _bySub = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _subByName = new(pool.NameComparer);
    private readonly Dictionary<string, string> _subByEmail = new(pool.NameComparer);
    private readonly SortedSet<(long Position, string Sub)> _byPosition = [];
    private long _lastPosition;

    public int Count => _bySub.Count;

    /// <summary>For the next new user.</summary>
    public long NextPosition => _lastPosition + 1;

    public User? FindBySub(string sub) => _bySub.TryGetValue(sub, out var found) ? found.User : null;

    public long PositionOf(string sub) => _bySub[sub].Position;

    /// <param name="name">The name, the sub, or the e-mail address where the pool lets it stand for the name.</param>
    public User? Find(string name) =>
        _subByName.TryGetValue(name, out var sub) || _subByEmail.TryGetValue(name, out sub)
            ? _bySub[sub].User
            : FindBySub(name);

    /// <summary>The other user who has this user's name or e-mail alias already; null where both are free.</summary>
    public UserConflict? ConflictOf(User user)
    {
        if (_subByName.TryGetValue(user.Username, out var sub) && sub != user.Sub)
        {
            return UserConflict.Name;
        }

        return AliasOf(user) is { } email && _subByEmail.TryGetValue(email, out sub) && sub != user.Sub
            ? UserConflict.Alias
            : null;
    }

    /// <summary>In the order of creation.</summary>
    /// <param name="after">The position of the last user of the page before; 0 to start.</param>
    public IEnumerable<(User User, long Position)> From(long after) =>
        _byPosition.GetViewBetween((after + 1, ""), (long.MaxValue, "")).Select(entry => _bySub[entry.Sub]);

    public void Put(User user, long position)
    {
        Remove(user.Sub);
        _lastPosition = Math.Max(_lastPosition, position);
        _bySub[user.Sub] = (user, position);
        _subByName[user.Username] = user.Sub;
        if (AliasOf(user) is { } email)
        {
            _subByEmail[email] = user.Sub;
        }

        _byPosition.Add((position, user.Sub));
    }

    public void Remove(string sub)
    {
        if (!_bySub.Remove(sub, out var old))
        {
            return;
        }

        _subByName.Remove(old.User.Username);
        if (AliasOf(old.User) is { } email)
        {
            _subByEmail.Remove(email);
        }

        _byPosition.Remove((old.Position, sub));
    }

    /// <summary>
    /// An address that is the user name stands for its user at once; an alias only when it is verified:
    /// https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html.
    /// </summary>
    private string? AliasOf(User user) =>
        pool.UsesEmailAsUsername || (pool.HasEmailAlias && user.IsEmailVerified) ? user.Email : null;
}

internal enum UserConflict
{
    Name,
    Alias,
}
