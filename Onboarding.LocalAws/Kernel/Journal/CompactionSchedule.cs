namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>
/// When the state is to be written anew. After an attempt that failed, mostly on a full disk, the next comes once the
/// changes have grown by a step that doubles each time: an attempt may write the whole state before it fails.
/// Not safe for concurrent use.
/// </summary>
internal sealed class CompactionSchedule(long sizeBytesMin, long stateSizeBytes, long changedSizeBytes)
{
    /// <summary>The first step is this part of the smallest size that is compacted.</summary>
    private const int FirstStepDivisor = 8;

    private const int DoublingsMax = 3;

    private long _stateSizeBytes = stateSizeBytes;
    private long _changedSizeBytes = changedSizeBytes;
    private long _begunAtSizeBytes;
    private long _againAtSizeBytes;
    private int _failures;

    public bool IsDue =>
        _changedSizeBytes >= Math.Max(Math.Max(sizeBytesMin, _stateSizeBytes), _againAtSizeBytes);

    /// <summary>What the state may take at most: each change makes it larger by no more than itself.</summary>
    public long NeededSizeBytes => _stateSizeBytes + _changedSizeBytes;

    public bool IsEmptied { get; private set; }

    /// <summary>True until an attempt succeeds, so that one line is enough for many failures.</summary>
    public bool HasFailed => _failures > 0;

    public void Changed(long sizeBytes) => _changedSizeBytes += sizeBytes;

    /// <summary>The state was emptied: writing it takes next to nothing, and gives back what all else took.</summary>
    public void Emptied() => (_stateSizeBytes, _changedSizeBytes, _againAtSizeBytes, IsEmptied) = (0, 0, 0, true);

    public void Begin() => _begunAtSizeBytes = _changedSizeBytes;

    /// <param name="stateSizeBytes">Null where it was written already, as it is.</param>
    public void Succeed(long? stateSizeBytes)
    {
        _stateSizeBytes = stateSizeBytes ?? _stateSizeBytes;
        IsEmptied = false;
        _changedSizeBytes = Math.Max(0, _changedSizeBytes - _begunAtSizeBytes);
        (_failures, _againAtSizeBytes) = (0, 0);
    }

    public void Fail()
    {
        var step = Math.Max(1, sizeBytesMin / FirstStepDivisor) << Math.Min(_failures, DoublingsMax);
        _againAtSizeBytes = _changedSizeBytes + step;
        _failures++;
    }
}
