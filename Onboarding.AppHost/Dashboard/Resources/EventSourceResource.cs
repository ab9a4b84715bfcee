using System.Diagnostics;
using System.Globalization;
using Onboarding.AppHost.Dashboard.Resources.Wire;
using Onboarding.LocalAws.Hosting.Views;

namespace Onboarding.AppHost.Dashboard.Resources;

/// <summary>An event source mapping, below its function; degraded where its last batch had a problem.</summary>
internal static class EventSourceResource
{
    private const string Prefix = "event-source-";

    /// <param name="queueCount">The messages of its on-failure queue; null where it has none.</param>
    public static ResourceState Describe(EventSourceView source, DateTimeOffset startedAt, int? queueCount)
    {
        var display = $"{source.SourceName} → {source.FunctionName}";
        var resource = new ResourceBuilder(NameOf(source), "Event source", startedAt, "ArrowCircleRight", display)
            .Property("Source", source.SourceArn)
            .Property("Lag", source.Lag.ToString(CultureInfo.InvariantCulture))
            .Property("Open records", source.OpenCount.ToString(CultureInfo.InvariantCulture))
            .Property("Last result", source.LastProcessingResult)
            .Property("Uuid", source.Uuid)
            .Parent(source.FunctionName)
            .Reference(source.SourceName)
            .Command(Commands.PauseEventSource(source.State == EventSourceState.Running))
            .Command(Commands.ResumeEventSource(source.State == EventSourceState.Paused));
        if (source.IsRedrivable)
        {
            resource.Command(Commands.RedriveQueue(
                queueCount > 0, "Delivers the records once more that the on-failure queue names."));
        }

        return WithState(resource, source).Build();
    }

    /// <summary>A name that is part of a page's address.</summary>
    public static string NameOf(EventSourceView source) => Prefix + source.Uuid;

    private static ResourceBuilder WithState(ResourceBuilder resource, EventSourceView source)
    {
        var hasProblem = source.LastProcessingResult.StartsWith("PROBLEM", StringComparison.Ordinal);
        resource.Health(
            "last batch", hasProblem ? HealthStatus.Degraded : HealthStatus.Healthy, source.LastProcessingResult);
        return source.State switch
        {
            EventSourceState.Running => resource,
            EventSourceState.Paused => resource.State("Paused", "warning"),
            EventSourceState.Disabled => resource.State("Disabled", "info"),
            _ => throw new UnreachableException(),
        };
    }
}
