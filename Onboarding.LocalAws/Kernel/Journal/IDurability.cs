namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>
/// When state survives a crash of the process. What such a crash does not undo (a response, the call of a function)
/// waits for it, so that it never follows from a change that is lost.
/// </summary>
internal interface IDurability
{
    /// <summary>False where state ends with the process anyway, so that nothing has to wait.</summary>
    bool IsKept { get; }

    /// <summary>Completes once everything that was changed so far survives.</summary>
    /// <exception cref="JournalException">In the task: no change survives any more.</exception>
    Task WhenDurableAsync();
}

/// <summary>State that ends with the process.</summary>
internal sealed class MemoryDurability : IDurability
{
    private MemoryDurability()
    {
    }

    public static MemoryDurability Instance { get; } = new();

    public bool IsKept => false;

    public Task WhenDurableAsync() => Task.CompletedTask;
}
