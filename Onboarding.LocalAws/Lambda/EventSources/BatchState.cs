using System.Collections.Immutable;
using Onboarding.LocalAws.Kernel.Running;

namespace Onboarding.LocalAws.Lambda.EventSources;

/// <summary>
/// A batch on its way through retries. Immutable: its verbs return the next state.
/// <para>Goal: every record is delivered successfully or discarded, in order; what is not discarded is never skipped.
/// </para>
/// <para>A failed segment is, in this order: shortened to what follows the reported record; split, where bisecting is
/// on, until the bad record is alone, which costs no retry ("splitting a batch does not count towards the retry
/// quota"); retried; discarded. Sources:
/// https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html and
/// https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html.</para>
/// <para>Invariant: the segments are consecutive, cover the batch from <see cref="FirstOpen"/> to its end, and none is
/// empty.</para>
/// </summary>
internal sealed record BatchState
{
    /// <summary>
    /// "Failed records are retried until the record expires": a stream keeps its records for 24 hours.
    /// </summary>
    private static readonly TimeSpan Retention = TimeSpan.FromHours(24);

    private readonly ImmutableStack<BatchSegment> _segments;
    private readonly StreamMappingSettings _settings;

    private BatchState(
        IReadOnlyList<StreamRecord> records, ImmutableStack<BatchSegment> segments, StreamMappingSettings settings)
    {
        Records = records;
        _segments = segments;
        _settings = settings;
    }

    public IReadOnlyList<StreamRecord> Records { get; }

    public bool IsDone => _segments.IsEmpty;

    /// <summary>The segment to deliver next.</summary>
    public BatchSegment Current => _segments.Peek();

    /// <summary>
    /// Index of the first record that is neither delivered nor discarded: the checkpoint stands before it.
    /// </summary>
    public int FirstOpen => IsDone ? Records.Count : Current.Start;

    public static BatchState Of(IReadOnlyList<StreamRecord> records, StreamMappingSettings settings) => new(
        records,
        records.Count == 0
            ? ImmutableStack<BatchSegment>.Empty
            : [new BatchSegment(0, records.Count, Retries: 0, InvokeCount: 0)],
        settings);

    /// <summary>Gives up the records of the current segment that have become too old. Older ones come first.</summary>
    /// <param name="clock">The mapping's own: what a pause held back is no older for it.</param>
    public BatchStep DropExpired(ReaderClock clock)
    {
        var ageMax = _settings.RecordAgeMax is { } age && age < Retention ? age : Retention;
        var current = Current;
        var count = 0;
        while (count < current.Count && clock.AgeOf(Records[current.Start + count].CreatedAt) > ageMax)
        {
            count++;
        }

        return count == 0
            ? new BatchStep(this)
            : new BatchStep(Rest(current with { Start = current.Start + count, Count = current.Count - count }))
            {
                Discarded = new Discarded(current with { Count = count }, DiscardCondition.RecordAgeExceeded),
            };
    }

    public BatchStep Succeeded() => new(With(_segments.Pop()));

    /// <summary>The function has run and failed.</summary>
    /// <param name="firstFailed">
    /// Index of the first record that must be delivered again: the current segment's start, or a later one where the
    /// function reported it.
    /// </param>
    /// <param name="isReported">
    /// True where the function named the record: then it is that record that is set apart, not a half of the batch
    /// (inferred: the documentation says "bisected at the returned sequence number").
    /// </param>
    public BatchStep Failed(int firstFailed, bool isReported)
    {
        var current = Current with { InvokeCount = Current.InvokeCount + 1 };
        var hasProgress = firstFailed > current.Start;
        var rest = current with { Start = firstFailed, Count = current.End - firstFailed };
        if (_settings.BisectsBatchOnFunctionError && hasProgress)
        {
            return new BatchStep(Rest(rest)) { IsRetry = true };
        }

        if (_settings.BisectsBatchOnFunctionError && rest.Count > 1)
        {
            return new BatchStep(Split(rest, isReported ? 1 : rest.Count / 2)) { IsRetry = true };
        }

        if (rest.Retries < (_settings.RetryAttemptsMax ?? int.MaxValue))
        {
            return new BatchStep(Rest(rest with { Retries = rest.Retries + 1 })) { IsRetry = true };
        }

        return new BatchStep(With(_segments.Pop()))
        {
            Discarded = new Discarded(rest, DiscardCondition.RetryAttemptsExhausted),
        };
    }

    /// <summary>Replaces the current segment by its first records and the others.</summary>
    private BatchState Split(BatchSegment segment, int firstCount) => With(_segments.Pop()
        .Push(segment with { Start = segment.Start + firstCount, Count = segment.Count - firstCount })
        .Push(segment with { Count = firstCount }));

    private BatchState Rest(BatchSegment rest) =>
        With(rest.Count == 0 ? _segments.Pop() : _segments.Pop().Push(rest));

    private BatchState With(ImmutableStack<BatchSegment> segments) => new(Records, segments, _settings);
}

/// <summary>What a verb of <see cref="BatchState"/> leads to.</summary>
internal readonly record struct BatchStep(BatchState Next)
{
    /// <summary>The destination must hear of these before <see cref="Next"/> holds.</summary>
    public Discarded? Discarded { get; init; }

    /// <summary>The same records are delivered again: back off first.</summary>
    public bool IsRetry { get; init; }
}
