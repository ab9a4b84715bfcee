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

    public void Store(S3Object stored)
    {
        if (!_objects.ContainsKey(stored.Key))
        {
            _keys.Add(stored.Key);
        }

        _objects[stored.Key] = stored;
    }

    public void Remove(string key)
    {
        if (_objects.Remove(key))
        {
            _keys.Remove(key);
        }
    }

    /// <summary>In key order, both ends included.</summary>
    public IEnumerable<string> KeysBetween(string from, string to) =>
        KeyOrder.Instance.Compare(from, to) > 0 ? [] : _keys.GetViewBetween(from, to);
}
