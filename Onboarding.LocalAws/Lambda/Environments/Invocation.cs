using System.Globalization;
using Onboarding.LocalAws.Lambda.Model;

namespace Onboarding.LocalAws.Lambda.Environments;

/// <summary>One event on its way through an environment. Changed under its pool's lock only.</summary>
internal sealed class Invocation
{
    private readonly TaskCompletionSource<InvokeResult> _ended =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private long _beganAt;

    public required string RequestId { get; init; }

    public required string FunctionArn { get; init; }

    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary><c>Root=1-…;Parent=…;Sampled=1</c></summary>
    public required string TraceHeader { get; init; }

    public required CallerContext Caller { get; init; }

    /// <summary>When the function must have answered. Known once an environment has taken the event.</summary>
    public DateTimeOffset Deadline { get; private set; }

    public ITimer? DeadlineTimer { get; set; }

    /// <summary>Null where the caller does not ask for the log.</summary>
    public InvocationLog? Log { get; init; }

    public Task<InvokeResult> Ended => _ended.Task;

    public bool HasEnded => _ended.Task.IsCompleted;

    /// <summary>An environment takes the event.</summary>
    public void Begin(TimeProvider time, TimeSpan timeout)
    {
        Deadline = time.GetUtcNow() + timeout;
        _beganAt = time.GetTimestamp();
        Log?.Add($"START RequestId: {RequestId} Version: $LATEST");
    }

    public void End(InvokeStatus status, ReadOnlyMemory<byte> payload, TimeProvider time, int memorySizeMegabytes)
    {
        if (Log is { } log)
        {
            var milliseconds = time.GetElapsedTime(_beganAt).TotalMilliseconds;
            log.Add($"END RequestId: {RequestId}");
            log.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"REPORT RequestId: {RequestId}\tDuration: {milliseconds:F2} ms\t"
                + $"Billed Duration: {Math.Ceiling(milliseconds)} ms\tMemory Size: {memorySizeMegabytes} MB\t"));
        }

        _ended.TrySetResult(new InvokeResult(status, RequestId, payload) { LogTail = Log?.Tail ?? "" });
    }
}
