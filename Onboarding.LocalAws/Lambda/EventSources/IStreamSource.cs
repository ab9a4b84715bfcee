namespace Onboarding.LocalAws.Lambda.EventSources;

/// <summary>What a mapping needs from a stream: one shard of it.</summary>
internal interface IStreamSource
{
    string StreamArn { get; }

    string ShardId { get; }

    /// <summary>The position of the oldest record that is still there.</summary>
    ulong Oldest { get; }

    /// <summary>The position that the next record will get.</summary>
    ulong Next { get; }

    /// <returns>False where the text is no sequence number of the stream's.</returns>
    bool TryFindPosition(string sequenceNumber, out ulong position);

    /// <summary>The sequence number of a record that may be gone.</summary>
    string SequenceNumberOf(ulong position);

    /// <summary>Records from a position on; from the oldest one where that position is trimmed.</summary>
    StreamPage Read(ulong from, int countMax);

    /// <summary>Completes once there is a record at the position or after, or none will ever come.</summary>
    Task WhenAnyAsync(ulong from, CancellationToken stop);
}

/// <param name="Next">Where to go on.</param>
/// <param name="IsEnd">True where nothing will ever follow.</param>
internal readonly record struct StreamPage(IReadOnlyList<StreamRecord> Records, ulong Next, bool IsEnd);
