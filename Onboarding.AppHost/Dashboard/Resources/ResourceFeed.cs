using Microsoft.Extensions.Logging;
using Onboarding.AppHost.Dashboard.Resources.Wire;

namespace Onboarding.AppHost.Dashboard.Resources;

/// <summary>
/// The stream of resources: all of them first, then what has changed. Each stream compares what it has sent with what
/// is there, a few times a second: it cannot lose a change, and many changes of one resource become one message.
/// Nothing is read while no dashboard watches.
/// </summary>
/// <param name="read">Every resource now; empty while the host starts.</param>
internal sealed partial class ResourceFeed(
    Func<IReadOnlyList<ResourceState>> read, TimeProvider time, ILogger<ResourceFeed> logger)
{
    /// <summary>A person sees it as at once; reading takes a fraction of a millisecond.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(300);

    public async Task RunAsync(Func<ResourceUpdate, Task> send, CancellationToken stop)
    {
        var sent = Read();
        var snapshot = new ResourceSnapshot();
        snapshot.Resources.Add(sent.Values);
        await send(new ResourceUpdate { Snapshot = snapshot });
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stop))
        {
            var now = Read();
            if (Compare(sent, now) is { Value.Count: > 0 } changes)
            {
                await send(new ResourceUpdate { Changes = changes });
            }

            sent = now;
        }
    }

    private static ResourceChanges Compare(
        Dictionary<string, ResourceState> sent, Dictionary<string, ResourceState> now)
    {
        var changes = new ResourceChanges();
        foreach (var gone in sent.Values.Where(r => !now.ContainsKey(r.Name)))
        {
            changes.Value.Add(new ResourceChange { Delete = new ResourceKey { Name = gone.Name, Type = gone.Type } });
        }

        foreach (var resource in now.Values)
        {
            if (!sent.TryGetValue(resource.Name, out var old) || !old.Equals(resource))
            {
                changes.Value.Add(new ResourceChange { Upsert = resource });
            }
        }

        return changes;
    }

    /// <summary>Without those that the dashboard cannot take, and with the first of two of one name.</summary>
    private Dictionary<string, ResourceState> Read()
    {
        var resources = new Dictionary<string, ResourceState>(StringComparer.OrdinalIgnoreCase);
        foreach (var resource in read())
        {
            var fault = ResourceCheck.FaultOf(resource)
                ?? (resources.TryAdd(resource.Name, resource) ? null : "another resource has its name");
            if (fault is not null)
            {
                LogFault(logger, resource.Name, fault);
            }
        }

        return resources;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The dashboard is not told of the resource {Name}: {Fault}")]
    private static partial void LogFault(ILogger logger, string name, string fault);
}
