namespace Onboarding.LocalAws.DynamoDb.Store;

/// <summary>
/// Where changes go besides memory. <see cref="Append"/> runs under the locks of the tables, so it only buffers;
/// no answer leaves before <see cref="WhenDurableAsync"/>, so nobody sees a write that a crash could still undo.
/// </summary>
internal interface IChangeLog
{
    /// <param name="commit">Changes that survive together or not at all.</param>
    void Append(ReadOnlySpan<TableChange> commit);

    /// <summary>Completes once everything appended so far survives a crash.</summary>
    ValueTask WhenDurableAsync(CancellationToken stop);
}

/// <summary>State that lives as long as the process.</summary>
internal sealed class MemoryChangeLog : IChangeLog
{
    public void Append(ReadOnlySpan<TableChange> commit)
    {
    }

    public ValueTask WhenDurableAsync(CancellationToken stop) => ValueTask.CompletedTask;
}
