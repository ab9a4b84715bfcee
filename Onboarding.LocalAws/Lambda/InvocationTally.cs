using Onboarding.LocalAws.Lambda.Model;

namespace Onboarding.LocalAws.Lambda;

/// <summary>How the invocations of one deployed function ended. Safe for concurrent use.</summary>
internal sealed class InvocationTally
{
    private readonly Lock _lock = new();
    private InvocationCounts _counts;

    public InvocationCounts Counts
    {
        get
        {
            lock (_lock)
            {
                return _counts;
            }
        }
    }

    /// <summary>A function that was not run, being throttled or as the host stops, has not failed.</summary>
    public void Add(InvokeStatus status, DateTimeOffset at)
    {
        if (status is not (InvokeStatus.Succeeded or InvokeStatus.FunctionError))
        {
            return;
        }

        var hasFailed = status == InvokeStatus.FunctionError;
        lock (_lock)
        {
            _counts = new InvocationCounts(
                _counts.Ended + 1,
                _counts.Failed + (hasFailed ? 1 : 0),
                hasFailed,
                hasFailed ? at : _counts.LastFailedAt);
        }
    }
}

/// <param name="HasLastFailed">Whether the invocation that ended last is one that failed.</param>
/// <param name="LastFailedAt">Null where none has failed.</param>
internal readonly record struct InvocationCounts(
    long Ended, long Failed, bool HasLastFailed, DateTimeOffset? LastFailedAt);
