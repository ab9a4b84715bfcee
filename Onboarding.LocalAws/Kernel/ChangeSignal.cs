namespace Onboarding.LocalAws.Kernel;

/// <summary>
/// Wakes all that wait for the next change of something. To miss none, a reader takes <see cref="Next"/> first, then
/// looks, then waits. Safe for concurrent use, also under a lock: continuations run elsewhere.
/// </summary>
internal sealed class ChangeSignal
{
    private TaskCompletionSource _next = New();

    /// <summary>Completes at the next change.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Set() => Interlocked.Exchange(ref _next, New()).SetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
