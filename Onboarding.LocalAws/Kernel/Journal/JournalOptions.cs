namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>Sizes of a journal. The defaults suit a developer's machine; tests make them small.</summary>
internal sealed record JournalOptions
{
    /// <summary>A segment takes no further batch from this size on, so that old ones can be deleted whole.</summary>
    public long SegmentSizeBytesMax { get; init; } = 16 * 1024 * 1024;

    /// <summary>
    /// The state is written anew once the changes since the last time take this much, or as much as the state itself
    /// if that is more: the folder stays within about twice the state, and no byte is rewritten more than about once
    /// for each byte that was journaled.
    /// </summary>
    public long CompactionSizeBytesMin { get; init; } = 32 * 1024 * 1024;

    /// <summary>
    /// What writing the state anew leaves free on the disk, for the changes that are recorded meanwhile: a compaction
    /// may be put off, an append that finds the disk full ends the journal.
    /// </summary>
    public long FreeSizeBytesMin { get; init; } = 32 * 1024 * 1024;

    public JournalDisk Disk { get; init; } = JournalDisk.Real;

    /// <summary>For the identity of a new journal.</summary>
    public RandomSource Random { get; init; } = RandomSource.System;
}
