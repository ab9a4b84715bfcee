namespace Onboarding.LocalAws.Lambda.Environments;

/// <summary>A runtime that waits in <c>next</c> for an event.</summary>
/// <param name="environment">The managed environment that polls; null for an external runtime.</param>
internal sealed class RuntimePoll(ExecutionEnvironment? environment)
{
    private readonly TaskCompletionSource<Invocation?> _taken =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ExecutionEnvironment? Environment { get; } = environment;

    /// <summary>The event, or null where the poll is over without one.</summary>
    public Task<Invocation?> Taken => _taken.Task;

    public void Hand(Invocation invocation) => _taken.SetResult(invocation);

    public void Abandon() => _taken.TrySetResult(null);
}
