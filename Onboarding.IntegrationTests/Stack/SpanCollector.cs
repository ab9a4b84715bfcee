using System.Collections.Concurrent;
using System.Diagnostics;
using OpenTelemetry;

namespace Onboarding.IntegrationTests.Stack;

/// <summary>Keeps every span that any service of the stack would export, with the name of its service.</summary>
internal sealed class SpanCollector : BaseProcessor<Activity>
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FindWithin = TimeSpan.FromSeconds(30);

    private readonly ConcurrentQueue<Activity> _ended = new();

    public IReadOnlyList<Activity> All => [.. _ended];

    public IReadOnlyList<Activity> Of(ActivityTraceId trace) => [.. _ended.Where(span => span.TraceId == trace)];

    /// <summary>Spans end a moment after the last write: a trace is whole when all parents are there.</summary>
    public async Task<IReadOnlyList<Activity>> SettledAsync(ActivityTraceId trace)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var spans = Of(trace);
            if (Orphans(spans).Length == 0 || Stopwatch.GetElapsedTime(started) > GiveUpAfter)
            {
                return spans;
            }

            await Task.Delay(PollEvery, TimeProvider.System);
        }
    }

    /// <summary>Waits until a span is there.</summary>
    /// <param name="whole">Also until every parent in its trace is.</param>
    public async Task<Activity> FoundAsync(Func<Activity, bool> isWanted, string what, bool whole = true)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            if (All.FirstOrDefault(isWanted) is { } span && (!whole || Orphans(Of(span.TraceId)).Length == 0))
            {
                return span;
            }

            Assert.True(Stopwatch.GetElapsedTime(started) < FindWithin, $"no span {what}");
            await Task.Delay(PollEvery, TimeProvider.System);
        }
    }

    /// <summary>The spans whose parent is not in the trace, one on a line; empty for a connected trace.</summary>
    public static string Orphans(IReadOnlyList<Activity> spans)
    {
        var ids = spans.Select(span => span.SpanId).ToHashSet();
        return string.Join(
            '\n',
            spans.Where(span => span.ParentSpanId != default && !ids.Contains(span.ParentSpanId)).Select(Describe));
    }

    public static string Describe(Activity span) =>
        $"{span.Source.Name} {span.Kind} {span.DisplayName} {span.SpanId} of {span.ParentSpanId}";

    public override void OnEnd(Activity data) => _ended.Enqueue(data);
}
