namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>
/// Where a store's changes go besides memory. <see cref="Append"/> runs under the locks of the store, so it only
/// buffers, and cannot fail; the edge sends no answer before everything appended so far survives a crash.
/// </summary>
internal interface IChangeLog<TChange>
{
    /// <summary>Where the next change will lie; asked for under the locks of the store.</summary>
    long Position { get; }

    /// <param name="commit">Changes that survive together or not at all.</param>
    void Append(ReadOnlySpan<TChange> commit);
}

/// <summary>State that lives as long as the process.</summary>
internal sealed class MemoryChangeLog<TChange> : IChangeLog<TChange>
{
    public static MemoryChangeLog<TChange> Instance { get; } = new();

    public long Position => 0;

    public void Append(ReadOnlySpan<TChange> commit)
    {
    }
}
