using Onboarding.LocalAws.Kernel.Running;

namespace Onboarding.LocalAws.Sqs.Store;

/// <summary>
/// What happened to a FIFO queue in the last five minutes, by key: sends and receives that may be repeated. It lives
/// under its store's lock.
/// </summary>
internal sealed class Recent<T>
    where T : class, IRecent
{
    /// <summary>
    /// The deduplication interval. Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/
    /// FIFO-queues-exactly-once-processing.html.
    /// </summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, T> _byKey = new(StringComparer.Ordinal);
    private readonly Queue<T> _byAge = [];

    public IReadOnlyCollection<T> Entries => _byKey.Values;

    /// <returns>Null where there is none, or where its five minutes are over.</returns>
    public T? Find(string key, RunningInstant now) =>
        _byKey.GetValueOrDefault(key) is { } entry && now - entry.At < Interval ? entry : null;

    /// <summary>
    /// Replaces what has the same key, and forgets what was over when this happened: by the entry's own time, since a
    /// journal that is read again must not ask the clock.
    /// </summary>
    public void Add(T entry)
    {
        while (_byAge.TryPeek(out var oldest) && entry.At - oldest.At >= Interval)
        {
            _byAge.Dequeue();
            if (ReferenceEquals(_byKey.GetValueOrDefault(oldest.Key), oldest))
            {
                _byKey.Remove(oldest.Key);
            }
        }

        _byKey[entry.Key] = entry;
        _byAge.Enqueue(entry);
    }
}

internal interface IRecent
{
    string Key { get; }

    RunningInstant At { get; }
}
