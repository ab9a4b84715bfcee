namespace Onboarding.LocalAws.Lambda.EventSources;

/// <summary>Consecutive records of a batch that are delivered together.</summary>
/// <param name="Start">Index of the first in the batch.</param>
/// <param name="Retries">How many of the allowed retries are used up.</param>
/// <param name="InvokeCount">How often the function has seen these records, for the failure document.</param>
internal readonly record struct BatchSegment(int Start, int Count, int Retries, int InvokeCount)
{
    public int End => Start + Count;
}

/// <summary>Why records are given up.</summary>
internal enum DiscardCondition
{
    RetryAttemptsExhausted,
    RecordAgeExceeded,
}

/// <summary>Records that are given up; the on-failure destination hears of them.</summary>
internal readonly record struct Discarded(BatchSegment Segment, DiscardCondition Condition);
