using System.Collections.Concurrent;
using System.Diagnostics;
using OpenTelemetry;

namespace Onboarding.IntegrationTests.Stack;

/// <summary>Keeps every span that any service of the stack would export, with the name of its service.</summary>
internal sealed class SpanCollector : BaseProcessor<Activity>
{
    private readonly ConcurrentQueue<Activity> _ended = new();

    public IReadOnlyList<Activity> All => [.. _ended];

    public IReadOnlyList<Activity> Of(ActivityTraceId trace) => [.. _ended.Where(span => span.TraceId == trace)];

    public override void OnEnd(Activity data) => _ended.Enqueue(data);
}
