using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Lambda.Model;

namespace Onboarding.LocalAws.Lambda.AsyncInvoke;

/// <summary><see cref="AsyncChange"/>s in the journal.</summary>
internal sealed class AsyncChangeCodec : ChangeCodec<AsyncChange>
{
    public AsyncChangeCodec()
    {
        Kind(
            1,
            (to, accepted) => WriteEvent(to, accepted.Event),
            (ref from) => new AsyncChange.Accepted(ReadEvent(ref from)));
        Kind(2, (to, failed) => to.Text(failed.RequestId), (ref from) => new AsyncChange.Failed(from.Text()));
        Kind(3, (to, ended) => to.Text(ended.RequestId), (ref from) => new AsyncChange.Ended(from.Text()));
        Kind<AsyncChange.Cleared>(4);
    }

    private static void WriteEvent(RecordWriter to, AsyncEvent accepted)
    {
        to.Text(accepted.RequestId);
        to.Text(accepted.FunctionName);
        to.Bytes(accepted.Payload.Span);
        to.OptionalText(accepted.Caller.ClientContext);
        to.OptionalText(accepted.Caller.CognitoIdentity);
        to.Time(accepted.AcceptedAt);
        to.Trace(accepted.Parent);
        to.Number((ulong)accepted.Failures);
    }

    private static AsyncEvent ReadEvent(ref RecordReader from) => new()
    {
        RequestId = from.Text(),
        FunctionName = from.Text(),
        Payload = from.Bytes().ToArray(),
        Caller = new CallerContext(from.OptionalText(), from.OptionalText()),
        AcceptedAt = from.Time(),
        Parent = from.Trace(),
        Failures = (int)from.Number(),
    };
}
