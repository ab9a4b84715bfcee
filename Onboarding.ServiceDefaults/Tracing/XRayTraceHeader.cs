using System.Buffers;
using System.Diagnostics;

namespace Onboarding.ServiceDefaults.Tracing;

/// <summary>
/// X-Ray's trace header, as Lambda hands it to a function:
/// <c>Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1;Lineage=a87bd80c:1|68fd508a:5</c>.
/// The trace id is W3C's, cut into version, epoch seconds and 96 random bits.
/// https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
/// </summary>
public static class XRayTraceHeader
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>
    /// Null when the header is absent, malformed or has no parent (a root alone names no span). <c>Sampled=?</c> asks
    /// the receiver to decide; like 0 it yields a context that is not recorded.
    /// </summary>
    public static ActivityContext? Parse(string? header)
    {
        if (header is null)
        {
            return null;
        }

        ReadOnlySpan<char> root = default, parent = default, sampled = default;
        foreach (var range in header.AsSpan().Split(';'))
        {
            var field = header.AsSpan(range).Trim();
            if (field.StartsWith("Root=", StringComparison.OrdinalIgnoreCase))
            {
                root = field[5..];
            }
            else if (field.StartsWith("Parent=", StringComparison.OrdinalIgnoreCase))
            {
                parent = field[7..];
            }
            else if (field.StartsWith("Sampled=", StringComparison.OrdinalIgnoreCase))
            {
                sampled = field[8..];
            }
        }

        if (root.Length != 35 || !root.StartsWith("1-") || root[10] != '-' || parent.Length != 16)
        {
            return null;
        }

        var trace = string.Concat(root[2..10], root[11..]);
        if (trace.AsSpan().ContainsAnyExcept(HexDigits) || parent.ContainsAnyExcept(HexDigits))
        {
            return null;
        }

        return new ActivityContext(
            ActivityTraceId.CreateFromString(trace.ToLowerInvariant()),
            ActivitySpanId.CreateFromString(parent.ToString().ToLowerInvariant()),
            sampled is "1" ? ActivityTraceFlags.Recorded : ActivityTraceFlags.None,
            isRemote: true);
    }

    public static string Format(ActivityContext context)
    {
        var trace = context.TraceId.ToHexString();
        var sampled = (context.TraceFlags & ActivityTraceFlags.Recorded) != 0 ? 1 : 0;
        return $"Root=1-{trace[..8]}-{trace[8..]};Parent={context.SpanId.ToHexString()};Sampled={sampled}";
    }
}
