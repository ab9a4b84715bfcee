using System.Diagnostics;

namespace Onboarding.LocalAws.Kernel;

/// <summary>
/// The span that made something which other work goes on with later: a stream record, a message. Kept in memory only,
/// so what an earlier process has made begins a trace of its own.
/// </summary>
internal sealed record SpanOrigin(ActivityContext Context)
{
    /// <summary>Null, and nothing is allocated, where no span is recorded.</summary>
    public static SpanOrigin? Current =>
        Activity.Current is { Recorded: true } span ? new SpanOrigin(span.Context) : null;
}
