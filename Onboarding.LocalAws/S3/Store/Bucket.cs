namespace Onboarding.LocalAws.S3.Store;

/// <summary>One bucket and its objects. Only <see cref="S3Store"/> touches it, under its lock.</summary>
internal sealed class Bucket(string name, DateTimeOffset createdAt)
{
    private readonly Dictionary<string, S3Object> _objects = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _keys = new(KeyOrder.Instance);

    public string Name { get; } = name;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    public BucketSettings Settings { get; set; } = BucketSettings.Default;

    public bool IsEmpty => _objects.Count == 0;

    public S3Object[] All() => [.. _objects.Values];

    public S3Object? Find(string key) => _objects.GetValueOrDefault(key);

    /// <returns>The object that it replaces; null for none.</returns>
    public S3Object? Store(S3Object stored)
    {
        if (!_objects.Remove(stored.Key, out var replaced))
        {
            _keys.Add(stored.Key);
        }

        _objects.Add(stored.Key, stored);
        return replaced;
    }

    /// <returns>What was removed; null where there was nothing.</returns>
    public S3Object? Remove(string key)
    {
        if (_objects.Remove(key, out var removed))
        {
            _keys.Remove(key);
        }

        return removed;
    }

    /// <summary>In key order, both ends included.</summary>
    public IEnumerable<string> KeysBetween(string from, string to) =>
        KeyOrder.Instance.Compare(from, to) > 0 ? [] : _keys.GetViewBetween(from, to);
}
