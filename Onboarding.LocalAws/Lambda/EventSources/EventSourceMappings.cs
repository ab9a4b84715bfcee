using System.Collections.Concurrent;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.Lambda.EventSources;

/// <summary>Every event source mapping of a host. Safe for concurrent use.</summary>
internal sealed class EventSourceMappings(MappingPorts ports) : IResettable
{
    private readonly ConcurrentDictionary<string, StreamMapping> _byUuid = new(StringComparer.Ordinal);

    /// <summary>Every mapping in the order of its id.</summary>
    public IReadOnlyList<StreamMapping> All =>
        [.. _byUuid.Values.OrderBy(m => m.Settings.Uuid, StringComparer.Ordinal)];

    public StreamMapping? Find(string uuid) => _byUuid.GetValueOrDefault(uuid);

    /// <summary>Creates the mapping, which starts to read at once; one with the same id is replaced.</summary>
    public StreamMapping Create(StreamMappingSettings settings, IStreamSource source)
    {
        var mapping = new StreamMapping(settings, source, ports);
        _byUuid.TryGetValue(settings.Uuid, out var old);
        _byUuid[settings.Uuid] = mapping;
        _ = old?.DisposeAsync().AsTask();
        return mapping;
    }

    public void Reset()
    {
        foreach (var uuid in _byUuid.Keys)
        {
            if (_byUuid.TryRemove(uuid, out var mapping))
            {
                _ = mapping.DisposeAsync().AsTask();
            }
        }
    }

    /// <summary>Begins no new deliveries; those under way may end for a while.</summary>
    public Task StopAsync(TimeSpan patience) => Task.WhenAll(_byUuid.Values.Select(m => m.DisableAsync(patience)));
}
