using System.Diagnostics.Metrics;
using Onboarding.LocalAws.Lambda.EventSources;

namespace Onboarding.LocalAws.Lambda;

/// <summary>
/// How far each event source mapping is behind: measured when a reader collects, not before. CloudWatch's word for the
/// age is IteratorAge (https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html); here it is that of
/// the oldest record that is not done, filtered ones included, as the mapping's own clock counts it.
/// </summary>
internal static class LambdaMetrics
{
    public static void Observe(Meter meter, EventSourceMappings mappings)
    {
        meter.CreateObservableGauge(
            "localaws.event_source.iterator_age",
            () => mappings.All
                .Where(mapping => mapping.OldestAge is not null)
                .Select(mapping => Of(mapping, mapping.OldestAge.GetValueOrDefault().TotalSeconds)),
            "s",
            "Age of the oldest record of the stream that is neither processed nor discarded.");
        meter.CreateObservableGauge(
            "localaws.event_source.lag",
            () => mappings.All.Select(mapping => Of(mapping, (long)mapping.Lag)),
            "{record}",
            "Records or messages of the source that are not done.");
    }

    private static Measurement<T> Of<T>(IEventSourceMapping mapping, T value)
        where T : struct => new(
            value,
            new KeyValuePair<string, object?>("faas.invoked_name", mapping.Settings.FunctionName),
            new KeyValuePair<string, object?>("aws.lambda.resource_mapping.id", mapping.Settings.Uuid));
}
