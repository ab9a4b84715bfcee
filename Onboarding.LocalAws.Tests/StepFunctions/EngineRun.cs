using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Kernel.Running;
using Onboarding.LocalAws.StepFunctions;
using Onboarding.LocalAws.StepFunctions.Engine;
using Onboarding.LocalAws.StepFunctions.Language;
using Onboarding.LocalAws.StepFunctions.Language.Json;
using Onboarding.LocalAws.StepFunctions.Persistence;
using Onboarding.LocalAws.StepFunctions.Store;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Tests.Kernel.Journal;

namespace Onboarding.LocalAws.Tests.StepFunctions;

/// <summary>
/// The engine of one process, on what an earlier one has committed. Each commit is kept in its written form, so that a
/// test can begin another process behind any of them.
/// </summary>
internal sealed class EngineRun : IAsyncDisposable, IChangeLog<ExecutionChange>
{
    private readonly ExecutionChangeCodec _codec = new();
    private readonly List<byte[][]> _commits = [];
    private readonly ExecutionStore _store;

    /// <param name="earlier">The commits of an earlier process.</param>
    public EngineRun(ManualTime time, TaskCalls calls, IEnumerable<byte[][]> earlier)
    {
        Time = time;
        var running = new RunningTime(time, new ManualTime(), MemoryChangeLog<RunningChange>.Instance);
        running.Start(lastBeat: null);
        _store = new ExecutionStore(this, running);
        foreach (var commit in earlier)
        {
            _commits.Add(commit);
            foreach (var change in commit)
            {
                _store.Apply(_codec.Read(change));
            }
        }

        Context = new EngineContext(
            new AwsScope("123456789012", "us-east-1"),
            new StateMachineStore(MemoryChangeLog<StateMachineChange>.Instance),
            _store,
            calls,
            running,
            RandomSource.Seeded(1),
            NullLogger<ExecutionEngine>.Instance);
        Engine = new ExecutionEngine(Context);
    }

    public EngineContext Context { get; }

    public ExecutionEngine Engine { get; }

    public ManualTime Time { get; }

    public IReadOnlyList<byte[][]> Commits
    {
        get
        {
            lock (_commits)
            {
                return [.. _commits];
            }
        }
    }

    public long Position => 0;

    public void Append(ReadOnlySpan<ExecutionChange> commit)
    {
        var written = new byte[commit.Length][];
        for (var i = 0; i < written.Length; i++)
        {
            written[i] = _codec.Written(commit[i]);
        }

        lock (_commits)
        {
            _commits.Add(written);
        }
    }

    public StateMachine Machine(string definition, MachineType type = MachineType.Standard) =>
        Context.Machines.Ensure(new StateMachine
        {
            Arn = StatesHost.MachineArn + "m",
            Name = "m",
            Type = type,
            CreatedAt = Time.GetUtcNow(),
            Revision = new MachineRevision { Id = "r", Definition = definition, RoleArn = StatesHost.RoleArn },
        })!;

    /// <returns>The ARN of the execution, which has begun.</returns>
    public string Start(StateMachine machine, string input)
    {
        var outcome = Engine.Start(machine, "e", ExecutionInput.Parse(input), traceHeader: null);
        return Assert.IsType<StartOutcome.Started>(outcome).Execution.Arn;
    }

    /// <summary>Lets time pass until the execution ends.</summary>
    public async Task<Execution?> EndedAsync(string arn)
    {
        var ended = Engine.WhenEndedAsync(arn, CancellationToken.None);
        await Time.PassUntilAsync(TrueAsync(ended), TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1));
        return Context.Executions.Find(arn);
    }

    public string[] Types(string arn) =>
        [.. Context.Executions.Events(arn, 0, int.MaxValue, isReversed: false)!.Select(e => e.Content.Type)];

    public ValueTask DisposeAsync() => Engine.DisposeAsync();

    private static async Task<bool> TrueAsync(Task ended)
    {
        await ended;
        return true;
    }
}

/// <summary>What tasks call in these tests: each answers with its own name, and replies to its own token.</summary>
internal sealed class TaskCalls : ITaskIntegrations
{
    private readonly ConcurrentQueue<string> _made = [];

    /// <summary>What was called: a function's name, or the body of a message.</summary>
    public IReadOnlyList<string> Made => [.. _made];

    /// <summary>Called with each token that goes out.</summary>
    public Action<string> OnToken { get; set; } = _ => { };

    /// <summary>How often a call of that name fails before it succeeds.</summary>
    public ConcurrentDictionary<string, int> Failures { get; } = new();

    public Task<JsonElement> InvokeAsync(string functionArn, JsonElement payload, CancellationToken stop)
    {
        var name = functionArn.Split(':')[^1];
        _made.Enqueue(name);
        return Failures.AddOrUpdate(name, -1, (_, left) => left - 1) >= 0
            ? throw new StatesException("Busy", name)
            : Task.FromResult(JsonValue.Of(name));
    }

    public Task<JsonElement> CallAsync(TaskCall call, CancellationToken stop)
    {
        _made.Enqueue(call.Action);
        var token = call.Parameters.GetProperty("MessageBody").GetProperty("token").GetString()!;
        OnToken(token);
        return Task.FromResult(JsonValue.Parse(Encoding.UTF8.GetBytes("""{"MessageId":"1"}""")));
    }
}
