using System.Diagnostics;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Wire.Edge;

namespace Onboarding.LocalAws.Hosting.Views;

/// <summary>
/// Keeps the spans that a process records. A listener hears every host of the process: which traces are whose, the
/// server spans tell, as each names its port. Safe for concurrent use.
/// </summary>
internal sealed class SpanStore : IDisposable
{
    private const int SpanCountMax = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<CollectedSpan>> _byTrace = new(StringComparer.Ordinal);
    private readonly Queue<string> _oldestFirst = new();
    private readonly HashSet<string> _own = new(StringComparer.Ordinal);
    private readonly ActivityListener _listener;
    private int _count;

    /// <param name="sources">Names of ActivitySources.</param>
    public SpanStore(IReadOnlyCollection<string> sources)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => sources.Contains(source.Name),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Keep,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>The port of the host whose traces are kept; known once it listens, before anything is called.</summary>
    public int Port { private get; set; }

    public ChangeSignal Ended { get; } = new();

    public List<CollectedSpan> Own()
    {
        lock (_lock)
        {
            return [.. _oldestFirst.Where(_own.Contains).SelectMany(trace => _byTrace[trace])];
        }
    }

    public List<CollectedSpan> Of(string traceId)
    {
        lock (_lock)
        {
            return _byTrace.TryGetValue(traceId, out var spans) ? [.. spans] : [];
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Keep(Activity activity)
    {
        var span = new CollectedSpan(activity);
        lock (_lock)
        {
            KeepUnderLock(span);
        }

        Ended.Set();
    }

    private void KeepUnderLock(CollectedSpan span)
    {
        if (!_byTrace.TryGetValue(span.TraceId, out var spans))
        {
            _byTrace.Add(span.TraceId, spans = []);
            _oldestFirst.Enqueue(span.TraceId);
        }

        spans.Add(span);
        _count++;
        if (span.Tags.GetValueOrDefault(EdgeTelemetry.ServerPort) is int port && port == Port)
        {
            _own.Add(span.TraceId);
        }

        while (_count > SpanCountMax)
        {
            var oldest = _oldestFirst.Dequeue();
            _byTrace.Remove(oldest, out var dropped);
            _own.Remove(oldest);
            _count -= dropped!.Count;
        }
    }
}
