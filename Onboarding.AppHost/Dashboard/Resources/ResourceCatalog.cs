using Onboarding.AppHost.Dashboard.Resources.Wire;
using Onboarding.LocalAws.Hosting.Views;

namespace Onboarding.AppHost.Dashboard.Resources;

/// <summary>All resources of a host, as the dashboard lists them.</summary>
internal static class ResourceCatalog
{
    /// <summary>
    /// A message is at most 16 MB, and a table of more rows than this helps no reader: tables, queues and workflows
    /// that clients have made come after that many no more.
    /// </summary>
    private const int OfOneKindMax = 250;

    public static IReadOnlyList<ResourceState> Describe(HostView host, DateTimeOffset startedAt)
    {
        var queues = host.Queues.Take(OfOneKindMax).ToList();
        var tables = host.Tables.Take(OfOneKindMax).ToList();
        var names = queues.Select(q => q.Name).Concat(tables.Select(t => t.Name)).ToHashSet(StringComparer.Ordinal);
        List<ResourceState> all =
        [
            HostResources.DescribeEmulator(host, startedAt),
            HostResources.DescribeMailbox(host, startedAt),
            .. host.Functions.Select(f => FunctionResource.Describe(f, startedAt, References(f, names))),
            .. host.EventSources.Select(s => EventSourceResource.Describe(s, startedAt, CountOf(s, host.Queues))),
            .. tables.Select(HostResources.Describe),
            .. queues.Select(QueueResource.Describe),
            .. host.UserPools.Take(OfOneKindMax).Select(HostResources.Describe),
            .. host.StateMachines.Take(OfOneKindMax).Select(HostResources.Describe),
        ];
        if (host.HttpApi is { } api)
        {
            all.Add(HostResources.DescribeHttpApi(api, host.EdgeUrl, startedAt));
        }

        return all;
    }

    private static IEnumerable<string> References(FunctionView function, HashSet<string> names) =>
        function.Environment.Values.Where(names.Contains).Distinct().Order(StringComparer.Ordinal);

    private static int? CountOf(EventSourceView source, IReadOnlyList<QueueView> queues) =>
        queues.FirstOrDefault(q => q.Arn == source.OnFailureArn)?.Count;
}
