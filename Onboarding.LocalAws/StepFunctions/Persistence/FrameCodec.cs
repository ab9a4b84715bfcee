using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.StepFunctions.Store;

namespace Onboarding.LocalAws.StepFunctions.Persistence;

/// <summary><see cref="BranchFrame"/>s in the journal.</summary>
internal static class FrameCodec
{
    public static void Write(RecordWriter to, BranchFrame frame)
    {
        to.SignedNumber(frame.Id);
        to.SignedNumber(frame.ParentId);
        to.SignedNumber(frame.Index);
        to.Text(frame.State);
        to.Bytes(frame.Input.Span);
        to.Number((ulong)frame.Variables.Count);
        foreach (var (name, value) in frame.Variables)
        {
            to.Text(name);
            to.Bytes(value.Span);
        }

        to.Time(frame.EnteredAt);
        to.SignedNumber(frame.EnteredEventId);
        to.SignedNumber(frame.LastEventId);
        to.Number((ulong)frame.Retries.Count);
        foreach (var count in frame.Retries)
        {
            to.SignedNumber(count);
        }

        to.Number((ulong)frame.Phase);
        to.Time(frame.Since);
        to.Span(frame.Pause);
        to.OptionalText(frame.Handle);
        to.Bytes(frame.Result.Span);
    }

    public static BranchFrame Read(ref RecordReader from) => new()
    {
        Id = (int)from.SignedNumber(),
        ParentId = (int)from.SignedNumber(),
        Index = (int)from.SignedNumber(),
        State = from.Text(),
        Input = from.Bytes().ToArray(),
        Variables = ReadVariables(ref from),
        EnteredAt = from.Time(),
        EnteredEventId = from.SignedNumber(),
        LastEventId = from.SignedNumber(),
        Retries = ReadRetries(ref from),
        Phase = (FramePhase)from.Number(),
        Since = from.Time(),
        Pause = from.Span(),
        Handle = from.OptionalText(),
        Result = from.Bytes().ToArray(),
    };

    private static KeyValuePair<string, ReadOnlyMemory<byte>>[] ReadVariables(ref RecordReader from)
    {
        var variables = new KeyValuePair<string, ReadOnlyMemory<byte>>[from.Count()];
        for (var i = 0; i < variables.Length; i++)
        {
            variables[i] = new(from.Text(), from.Bytes().ToArray());
        }

        return variables;
    }

    private static int[] ReadRetries(ref RecordReader from)
    {
        var retries = new int[from.Count()];
        for (var i = 0; i < retries.Length; i++)
        {
            retries[i] = (int)from.SignedNumber();
        }

        return retries;
    }
}
