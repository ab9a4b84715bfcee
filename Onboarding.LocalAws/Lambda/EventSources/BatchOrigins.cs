using System.Diagnostics;
using Onboarding.LocalAws.Kernel;

namespace Onboarding.LocalAws.Lambda.EventSources;

/// <summary>
/// Which traces a batch goes on with: one context of each, in the order of its records. The invocation continues the
/// first and links the others, so that a batch is no trace of its own, apart from what it works on.
/// </summary>
internal static class BatchOrigins
{
    /// <summary>OpenTelemetry's default limit for the links of a span is 128.</summary>
    private const int CountMax = 100;

    public static IReadOnlyList<ActivityContext> Of(IEnumerable<SpanOrigin?> origins)
    {
        List<ActivityContext>? contexts = null;
        foreach (var origin in origins)
        {
            if (origin?.Context is not { } context)
            {
                continue;
            }

            contexts ??= [];
            if (contexts.Count < CountMax && !contexts.Exists(known => known.TraceId == context.TraceId))
            {
                contexts.Add(context);
            }
        }

        return contexts ?? (IReadOnlyList<ActivityContext>)[];
    }

    public static IReadOnlyList<ActivityContext> Of(IReadOnlyList<StreamRecord> records, BatchSegment segment) =>
        Of(records.Skip(segment.Start).Take(segment.Count).Select(record => record.Writer));
}
