using System.Diagnostics;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Lambda.Model;

namespace Onboarding.LocalAws.Lambda.AsyncInvoke;

/// <summary><see cref="AsyncChange"/>s in the journal.</summary>
internal sealed class AsyncChangeCodec : IChangeCodec<AsyncChange>
{
    /// <summary>The first byte of each change. A number is never used for anything else.</summary>
    private enum Kind : byte
    {
        Accepted = 1,
        Failed = 2,
        Ended = 3,
        Cleared = 4,
    }

    public void Write(RecordWriter to, AsyncChange change)
    {
        switch (change)
        {
            case AsyncChange.Accepted accepted:
                to.Byte((byte)Kind.Accepted);
                Write(to, accepted.Event);
                break;
            case AsyncChange.Failed failed:
                to.Byte((byte)Kind.Failed);
                to.Text(failed.RequestId);
                break;
            case AsyncChange.Ended ended:
                to.Byte((byte)Kind.Ended);
                to.Text(ended.RequestId);
                break;
            case AsyncChange.Cleared:
                to.Byte((byte)Kind.Cleared);
                break;
            default:
                throw new UnreachableException();
        }
    }

    public AsyncChange Read(ref RecordReader from) => (Kind)from.Byte() switch
    {
        Kind.Accepted => new AsyncChange.Accepted(ReadEvent(ref from)),
        Kind.Failed => new AsyncChange.Failed(from.Text()),
        Kind.Ended => new AsyncChange.Ended(from.Text()),
        Kind.Cleared => new AsyncChange.Cleared(),
        var other => throw new FormatException($"There is no change of kind {other}."),
    };

    private static void Write(RecordWriter to, AsyncEvent accepted)
    {
        to.Text(accepted.RequestId);
        to.Text(accepted.FunctionName);
        to.Bytes(accepted.Payload.Span);
        to.OptionalText(accepted.Caller.ClientContext);
        to.OptionalText(accepted.Caller.CognitoIdentity);
        to.Time(accepted.AcceptedAt);
        to.OptionalText(TraceParent(accepted.Parent));
        to.Number((ulong)accepted.Failures);
    }

    private static AsyncEvent ReadEvent(ref RecordReader from) => new()
    {
        RequestId = from.Text(),
        FunctionName = from.Text(),
        Payload = from.Bytes().ToArray(),
        Caller = new CallerContext(from.OptionalText(), from.OptionalText()),
        AcceptedAt = from.Time(),
        Parent = ReadParent(from.OptionalText()),
        Failures = (int)from.Number(),
    };

    /// <summary>W3C's <c>00-{trace id}-{span id}-01</c>.</summary>
    private static string? TraceParent(ActivityContext parent) => parent == default
        ? null
        : $"00-{parent.TraceId}-{parent.SpanId}-{(byte)parent.TraceFlags:x2}";

    private static ActivityContext ReadParent(string? traceParent) =>
        ActivityContext.TryParse(traceParent, traceState: null, isRemote: true, out var parent) ? parent : default;
}
