using System.Collections.Concurrent;

namespace Onboarding.AppHost.Dashboard.Logs;

/// <summary>A log per resource, by the resource's name. Safe for concurrent use.</summary>
internal sealed class ConsoleLogs(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, ConsoleLog> _byResource = new(StringComparer.Ordinal);

    /// <param name="resource">
    /// A name of this host, never a client's: the log of each lives as long as the host.
    /// </param>
    public ConsoleLog Of(string resource) => _byResource.GetOrAdd(resource, _ => new ConsoleLog(time));
}
