using System.Text.Json;
using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.StepFunctions.Language;
using Onboarding.LocalAws.StepFunctions.Language.Data;
using Onboarding.LocalAws.StepFunctions.Store;

namespace Onboarding.LocalAws.StepFunctions.Engine;

/// <summary>One execution in this process: from where it is to its end, or to the host's.</summary>
internal sealed partial class ExecutionRun
{
    /// <summary>https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html, as the next.</summary>
    private static readonly TimeSpan ExpressMax = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan StandardMax = TimeSpan.FromDays(365);

    private readonly ContextObject _contextObject;
    private readonly Position _root;
    private readonly Dictionary<int, BranchFrame[]> _restored;
    private int _lastId;

    /// <param name="frames">Where an earlier process left it; none for one that begins.</param>
    public ExecutionRun(
        EngineContext context,
        ExecutionEngine engine,
        Execution execution,
        JsonElement input,
        IReadOnlyList<BranchFrame> frames)
    {
        Context = context;
        Execution = execution;
        Nested = new NestedExecutions(context, engine);
        Progress = new Progress(context.Executions, execution);
        _contextObject = new ContextObject(execution, input);
        _restored = frames.GroupBy(f => f.ParentId).ToDictionary(g => g.Key, g => g.OrderBy(f => f.Index).ToArray());
        _lastId = frames.Count == 0 ? 0 : frames.Max(f => f.Id);
        _root = _restored.TryGetValue(-1, out var roots)
            ? Position.Restore(roots.Single(), Variables.None, mapItem: null)
            : new Position
            {
                Id = 0,
                ParentId = -1,
                Index = 0,
                State = execution.Revision.Machine.StartAt,
                Input = input,
                Variables = Variables.None,
            };
    }

    public EngineContext Context { get; }

    public Execution Execution { get; }

    public Progress Progress { get; }

    public NestedExecutions Nested { get; }

    public DateTimeOffset Now => Context.Time.GetUtcNow();

    /// <summary>A new branch's.</summary>
    public int NextId() => Interlocked.Increment(ref _lastId);

    /// <returns>How it has ended; null where it was stopped before.</returns>
    public async Task<ExecutionEnd?> RunAsync(CancellationToken stop)
    {
        var limit = Execution.Revision.Machine.Timeout
            ?? (Execution.Type == MachineType.Express ? ExpressMax : StandardMax);
        using var inner = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var branch = EndAsync(new BranchRun(this, Execution.Revision.Machine, _root), inner.Token);
        if (branch.IsCompleted)
        {
            return await branch;
        }

        var expiry = Context.Time.PassAsync(Execution.StartedAt, limit, inner.Token);
        var isOver = await Task.WhenAny(branch, expiry) == expiry && !stop.IsCancellationRequested;
        await inner.CancelAsync();
        var end = await branch;
        return end is null && isOver ? new ExecutionEnd(ExecutionStatus.TimedOut, Now, null, null, null) : end;
    }

    /// <summary>What the last event follows: AWS has 0 where no state has failed or succeeded.</summary>
    public long LastEventId(ExecutionEnd end) =>
        end.Status is ExecutionStatus.Succeeded or ExecutionStatus.Failed ? _root.LastEventId : 0;

    /// <param name="retryCount">Null for a state that cannot retry.</param>
    public StateScope ScopeOf(Position at, int? retryCount = null, string? taskToken = null) =>
        new(at.Input, _contextObject.Of(at, retryCount, taskToken), at.Variables, Context.Random);

    /// <summary>The branches of a Parallel or Map state as an earlier process left them.</summary>
    /// <param name="mapItem">The context object's <c>Map</c> of the branch with that index.</param>
    public IReadOnlyList<Position> ChildrenOf(Position parent, Func<int, JsonElement?> mapItem) =>
        _restored.TryGetValue(parent.Id, out var frames)
            ? [.. frames.Select(f => Position.Restore(f, parent.Variables.Inner(), mapItem(f.Index) ?? parent.MapItem))]
            : [];

    /// <summary>Evaluates a part of the definition; a failure of it says where, as AWS does.</summary>
    public static T Evaluate<T>(Position at, Func<T> evaluate)
    {
        try
        {
            return evaluate();
        }
        catch (StatesException failure) when (failure.Error != StatesErrors.DataLimitExceeded)
        {
            throw new StatesException(
                failure.Error,
                $"An error occurred while executing the state '{at.State}' (entered at the event id "
                + $"#{at.EnteredEventId}). {failure.Cause}");
        }
    }

    private async Task<ExecutionEnd?> EndAsync(BranchRun root, CancellationToken stop)
    {
        try
        {
            var output = await root.RunAsync(stop);
            return new ExecutionEnd(ExecutionStatus.Succeeded, Now, JsonText.Of(output), null, null);
        }
        catch (StatesException failure)
        {
            return Failed(NullIfEmpty(failure.Error), NullIfEmpty(failure.Cause));
        }
        catch (HistoryFullException full)
        {
            return Failed(StatesErrors.Runtime, full.Message);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (Exception e)
        {
            LogFault(Context.Logger, e, Execution.Arn);
            return Failed(StatesErrors.Runtime, "Internal error of Onboarding.LocalAws; its log says more.");
        }
    }

    private ExecutionEnd Failed(string? error, string? cause) =>
        new(ExecutionStatus.Failed, Now, Output: null, error, cause);

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    [LoggerMessage(Level = LogLevel.Error, Message = "the execution {Arn} failed by a fault of the host")]
    private static partial void LogFault(ILogger logger, Exception e, string arn);
}
