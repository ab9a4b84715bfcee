using System.Diagnostics.CodeAnalysis;

namespace Onboarding.Functions.Caching;

/// <summary>
/// A bounded cache whose entries expire; when full, the entry that was used longest ago goes first. It lives as long
/// as the execution environment, which Lambda keeps for hours. A clock that is set back keeps no entry alive.
/// </summary>
internal sealed class ExpiringCache<T>(int capacity, TimeProvider time)
{
    private readonly SteadyClock _steady = new(time);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _entries = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _byUse = new();

    public bool TryGet(string key, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        var now = _steady.GetUtcNow();
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out var node))
            {
                return false;
            }

            _byUse.Remove(node);
            if (node.Value.ExpiresAt <= now)
            {
                _entries.Remove(key);
                return false;
            }

            _byUse.AddFirst(node);
            value = node.Value.Value;
            return true;
        }
    }

    public void Set(string key, T value, TimeSpan lifetime)
    {
        var expiresAt = _steady.GetUtcNow() + lifetime;
        lock (_lock)
        {
            if (_entries.Remove(key, out var old))
            {
                _byUse.Remove(old);
            }

            if (_entries.Count >= capacity)
            {
                _entries.Remove(_byUse.Last!.Value.Key);
                _byUse.RemoveLast();
            }

            _entries[key] = _byUse.AddFirst(new Entry(key, value, expiresAt));
        }
    }

    private readonly record struct Entry(string Key, T Value, DateTimeOffset ExpiresAt);
}
