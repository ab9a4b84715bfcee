namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>
/// Records that share one write and one fsync. Filled under the journal's lock, then written by its thread alone.
/// </summary>
internal sealed class Batch
{
    /// <summary>A buffer takes no further record from this size on, so that none grows without bound.</summary>
    private const int BufferSizeBytesMax = 4 * 1024 * 1024;

    private readonly List<RecordWriter> _buffers = [new RecordWriter()];

    public bool IsEmpty => _buffers[0].Length == 0;

    /// <summary>Each begins and ends with a whole record.</summary>
    public IReadOnlyList<RecordWriter> Buffers => _buffers;

    /// <summary>Completes once the batch is on disk, and with it each of its records.</summary>
    public TaskCompletionSource Durable { get; private set; } = NewSignal();

    /// <summary>Where its last record ends in the journal, once it is taken to be written.</summary>
    public JournalPoint End { get; set; }

    /// <summary>Where the next record goes.</summary>
    public RecordWriter Writer
    {
        get
        {
            if (_buffers[^1].Length >= BufferSizeBytesMax)
            {
                _buffers.Add(new RecordWriter());
            }

            return _buffers[^1];
        }
    }

    /// <summary>Makes the batch empty, for the next use; a large buffer is given back.</summary>
    public void Reset()
    {
        _buffers.RemoveRange(1, _buffers.Count - 1);
        if (_buffers[0].Capacity > 2 * BufferSizeBytesMax)
        {
            _buffers[0] = new RecordWriter();
        }

        _buffers[0].Clear();
        Durable = NewSignal();
    }

    // A continuation is the rest of a request: it must not run on the thread that writes the next batch.
    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
