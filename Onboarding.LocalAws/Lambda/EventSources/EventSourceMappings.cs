using System.Collections.Concurrent;
using Onboarding.LocalAws.Lambda.EventSources.Queues;
using Onboarding.LocalAws.Lambda.EventSources.Shards;

namespace Onboarding.LocalAws.Lambda.EventSources;

/// <summary>Every event source mapping of a host. Safe for concurrent use.</summary>
internal sealed class EventSourceMappings(MappingContext context)
{
    private readonly ConcurrentDictionary<string, IEventSourceMapping> _byUuid = new(StringComparer.Ordinal);

    /// <summary>Every mapping in the order of its id.</summary>
    public IReadOnlyList<IEventSourceMapping> All =>
        [.. _byUuid.Values.OrderBy(m => m.Settings.Uuid, StringComparer.Ordinal)];

    public IEventSourceMapping? Find(string uuid) => _byUuid.GetValueOrDefault(uuid);

    /// <summary>Creates the mapping, which starts to read at once; one with the same id is replaced.</summary>
    public void Create(StreamMappingSettings settings, IStreamSource source) =>
        Replace(new StreamMapping(settings, source, context));

    /// <inheritdoc cref="Create(StreamMappingSettings, IStreamSource)"/>
    public void Create(QueueMappingSettings settings, IMessageQueue queue) =>
        Replace(new QueueMapping(settings, queue, context));

    /// <summary>Completes once the mapping reads.</summary>
    /// <inheritdoc cref="Create(StreamMappingSettings, IStreamSource)"/>
    public Task CreateAsync(
        StreamMappingSettings settings, IShardedStream stream, StreamHealth health, CancellationToken stop)
    {
        var mapping = new ShardedMapping(settings, stream, new ShardReading(settings.FunctionName, health, context));
        Replace(mapping);
        return mapping.Begun.WaitAsync(stop);
    }

    /// <summary>Enables or disables a mapping, by hand: that outlives the host.</summary>
    /// <param name="patience">Once it is over, deliveries under way are given up.</param>
    public Task SwitchAsync(IEventSourceMapping mapping, bool isEnabled, CancellationToken patience)
    {
        context.Switches.Set(mapping.Settings, isEnabled);
        return isEnabled ? mapping.EnableAsync() : mapping.DisableAsync(patience);
    }

    /// <summary>Completes once no mapping delivers any more.</summary>
    public Task ResetAsync()
    {
        List<Task> ends = [];
        foreach (var uuid in _byUuid.Keys)
        {
            if (_byUuid.TryRemove(uuid, out var mapping))
            {
                ends.Add(EndAsync(mapping));
            }
        }

        return Task.WhenAll(ends);
    }

    /// <summary>Begins no new deliveries; those under way may end for a while.</summary>
    public Task StopAsync(CancellationToken patience) =>
        Task.WhenAll(_byUuid.Values.Select(m => m.DisableAsync(patience)));

    private void Replace(IEventSourceMapping mapping)
    {
        _byUuid.TryGetValue(mapping.Settings.Uuid, out var old);
        _byUuid[mapping.Settings.Uuid] = mapping;
        if (old is not null)
        {
            _ = EndAsync(old);
        }
    }

    private static Task EndAsync(IEventSourceMapping mapping)
    {
        // Its pause ends with it: the next mapping of that id has the same clock, and runs.
        mapping.Gate.Clock.Resume();
        return mapping.DisposeAsync().AsTask();
    }
}
