using System.Diagnostics.Metrics;
using Onboarding.LocalAws.Sqs.Store;

namespace Onboarding.LocalAws.Sqs;

/// <summary>How many messages lie in each queue, by state; counted when a reader collects.</summary>
internal static class SqsMetrics
{
    public static void Observe(Meter meter, SqsStore store) => meter.CreateObservableGauge(
        "localaws.queue.messages",
        () => store.Names().SelectMany(name => Of(store, name)),
        "{message}",
        "Messages of a queue that are not deleted: visible, in flight or delayed.");

    private static IEnumerable<Measurement<int>> Of(SqsStore store, string name) =>
        store.Describe(name) is { } queue
            ? [
                Of(name, "visible", queue.VisibleCount),
                Of(name, "in_flight", queue.InFlightCount),
                Of(name, "delayed", queue.DelayedCount),
            ]
            : [];

    private static Measurement<int> Of(string name, string state, int count) => new(
        count,
        new KeyValuePair<string, object?>("messaging.destination.name", name),
        new KeyValuePair<string, object?>("localaws.queue.message_state", state));
}
