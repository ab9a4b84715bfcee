using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.StepFunctions.Store;

namespace Onboarding.LocalAws.StepFunctions.Persistence;

/// <summary><see cref="ExecutionChange"/>s in the journal.</summary>
internal sealed class ExecutionChangeCodec : ChangeCodec<ExecutionChange>
{
    public ExecutionChangeCodec()
    {
        Kind(
            1,
            (to, revised) => MachineRevisionCodec.Write(to, revised.Revision),
            (ref from) => new ExecutionChange.Revised(MachineRevisionCodec.Read(ref from)));
        Kind(
            2,
            (to, started) => WriteExecution(to, started.Execution),
            (ref from) => new ExecutionChange.Started(ReadExecution(ref from)));
        Kind(3, WriteProgress, ReadProgress);
        Kind(4, WriteReply, ReadReply);
        Kind(5, WriteEnd, ReadEnd);
        Kind(6, (to, gone) => to.Text(gone.Arn), (ref from) => new ExecutionChange.Forgotten(from.Text()));
        Kind<ExecutionChange.Cleared>(7);
    }

    /// <summary>Of the revision only its id, since a change of its own has the rest.</summary>
    private static void WriteExecution(RecordWriter to, Execution execution)
    {
        to.Text(execution.Arn);
        to.Text(execution.Name);
        to.Text(execution.MachineArn);
        to.Text(execution.MachineName);
        to.Number((ulong)execution.Type);
        to.Text(execution.Revision.Id);
        to.Bytes(execution.Input.Span);
        to.Time(execution.StartedAt);
        to.Trace(execution.Trace);
        to.OptionalText(execution.TraceHeader);
    }

    private static Execution ReadExecution(ref RecordReader from) => new()
    {
        Arn = from.Text(),
        Name = from.Text(),
        MachineArn = from.Text(),
        MachineName = from.Text(),
        Type = (MachineType)from.Number(),
        Revision = new MachineRevision { Id = from.Text() },
        Input = from.Bytes().ToArray(),
        StartedAt = from.Time(),
        Trace = from.Trace(),
        TraceHeader = from.OptionalText(),
    };

    private static void WriteProgress(RecordWriter to, ExecutionChange.Progressed progressed)
    {
        to.Text(progressed.Arn);
        to.Number((ulong)progressed.Events.Count);
        foreach (var one in progressed.Events)
        {
            WriteEvent(to, one);
        }

        to.Number((ulong)progressed.Frames.Count);
        foreach (var frame in progressed.Frames)
        {
            FrameCodec.Write(to, frame);
        }

        to.Number((ulong)progressed.Gone.Count);
        foreach (var id in progressed.Gone)
        {
            to.SignedNumber(id);
        }
    }

    private static ExecutionChange.Progressed ReadProgress(ref RecordReader from)
    {
        var arn = from.Text();
        var events = new HistoryEvent[from.Count()];
        for (var i = 0; i < events.Length; i++)
        {
            events[i] = ReadEvent(ref from);
        }

        var frames = new BranchFrame[from.Count()];
        for (var i = 0; i < frames.Length; i++)
        {
            frames[i] = FrameCodec.Read(ref from);
        }

        var gone = new int[from.Count()];
        for (var i = 0; i < gone.Length; i++)
        {
            gone[i] = (int)from.SignedNumber();
        }

        return new ExecutionChange.Progressed(arn, events, frames, gone);
    }

    private static void WriteEvent(RecordWriter to, HistoryEvent one)
    {
        to.SignedNumber(one.Id);
        to.SignedNumber(one.PreviousId);
        to.Time(one.At);
        to.Text(one.Content.Type);
        to.OptionalText(one.Content.Details);
        to.Number((ulong)one.Content.Fields.Count);
        foreach (var field in one.Content.Fields)
        {
            to.Text(field.Name);
            to.Number((ulong)field.Kind);
            to.Bytes(field.Value.Span);
        }
    }

    private static HistoryEvent ReadEvent(ref RecordReader from)
    {
        var (id, previous, at) = (from.SignedNumber(), from.SignedNumber(), from.Time());
        var (type, details) = (from.Text(), from.OptionalText());
        var fields = new EventField[from.Count()];
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = new EventField(from.Text(), (EventFieldKind)from.Number(), from.Bytes().ToArray());
        }

        return new HistoryEvent(id, previous, at, new EventContent(type, details, (IReadOnlyList<EventField>)fields));
    }

    private static void WriteReply(RecordWriter to, ExecutionChange.Replied replied)
    {
        to.Text(replied.Token);
        var success = replied.Reply as TaskReply.Success;
        to.Flag(success is not null);
        if (success is not null)
        {
            to.Bytes(success.Output.Span);
        }
        else if (replied.Reply is TaskReply.Failure failure)
        {
            to.OptionalText(failure.Error);
            to.OptionalText(failure.Cause);
        }
    }

    private static ExecutionChange.Replied ReadReply(ref RecordReader from) => new(
        from.Text(),
        from.Flag()
            ? new TaskReply.Success(from.Bytes().ToArray())
            : new TaskReply.Failure(from.OptionalText(), from.OptionalText()));

    private static void WriteEnd(RecordWriter to, ExecutionChange.Ended ended)
    {
        to.Text(ended.Arn);
        to.Number((ulong)ended.End.Status);
        to.Time(ended.End.At);
        to.Flag(ended.End.Output is not null);
        if (ended.End.Output is { } output)
        {
            to.Bytes(output.Span);
        }

        to.OptionalText(ended.End.Error);
        to.OptionalText(ended.End.Cause);
    }

    private static ExecutionChange.Ended ReadEnd(ref RecordReader from) => new(
        from.Text(),
        new ExecutionEnd(
            (ExecutionStatus)from.Number(),
            from.Time(),
            from.Flag() ? from.Bytes().ToArray() : default(ReadOnlyMemory<byte>?),
            from.OptionalText(),
            from.OptionalText()));
}
