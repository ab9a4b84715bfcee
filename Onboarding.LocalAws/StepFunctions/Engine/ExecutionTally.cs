using System.Collections.Concurrent;
using Onboarding.LocalAws.StepFunctions.Store;

namespace Onboarding.LocalAws.StepFunctions.Engine;

/// <summary>How the executions of each state machine fare in this process. Safe for concurrent use.</summary>
internal sealed class ExecutionTally
{
    private readonly ConcurrentDictionary<string, ExecutionCounts> _byMachine = new(StringComparer.Ordinal);

    public ExecutionCounts Of(string machineArn) => _byMachine.GetValueOrDefault(machineArn);

    public void Begin(string machineArn) => Add(machineArn, new ExecutionCounts(Running: 1, Ended: 0, Failed: 0));

    /// <param name="status">Null where the host stops before the execution ends.</param>
    public void End(string machineArn, ExecutionStatus? status) => Add(machineArn, new ExecutionCounts(
        Running: -1,
        Ended: status is null ? 0 : 1,
        Failed: status is ExecutionStatus.Failed or ExecutionStatus.TimedOut ? 1 : 0));

    public void Clear() => _byMachine.Clear();

    private void Add(string machineArn, ExecutionCounts by) => _byMachine.AddOrUpdate(
        machineArn,
        static (_, more) => more,
        static (_, now, more) => new ExecutionCounts(
            now.Running + more.Running, now.Ended + more.Ended, now.Failed + more.Failed),
        by);
}

/// <param name="Ended">However they ended.</param>
/// <param name="Failed">Those that failed or timed out.</param>
internal readonly record struct ExecutionCounts(long Running, long Ended, long Failed);
