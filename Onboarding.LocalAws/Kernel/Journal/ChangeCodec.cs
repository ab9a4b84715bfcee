namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>
/// Changes in the journal: a byte that says which kind follows, then what that kind consists of. A codec lists its
/// kinds in its constructor, how each is written beside how it is read.
/// </summary>
internal abstract class ChangeCodec<TChange> : IChangeCodec<TChange>
    where TChange : class
{
    private readonly Dictionary<Type, (byte Number, Action<RecordWriter, TChange> Write)> _writers = [];
    private readonly Dictionary<byte, ChangeReader<TChange>> _readers = [];

    protected delegate T ChangeReader<out T>(ref RecordReader from);

    public void Write(RecordWriter to, TChange change)
    {
        var (number, write) = _writers[change.GetType()];
        to.Byte(number);
        write(to, change);
    }

    public TChange Read(ref RecordReader from)
    {
        var number = from.Byte();
        return _readers.TryGetValue(number, out var read)
            ? read(ref from)
            : throw new FormatException($"There is no change of kind {number}.");
    }

    /// <param name="number">Never used for anything else, since data folders outlive versions.</param>
    protected void Kind<T>(byte number, Action<RecordWriter, T> write, ChangeReader<T> read)
        where T : class, TChange
    {
        _writers.Add(typeof(T), (number, (to, change) => write(to, (T)change)));
        _readers.Add(number, read);
    }

    /// <summary>A form that earlier versions wrote and data folders may still have; it is only read.</summary>
    protected void Former(byte number, ChangeReader<TChange> read) => _readers.Add(number, read);

    /// <summary>A change that consists of nothing else.</summary>
    protected void Kind<T>(byte number)
        where T : class, TChange, new() => Kind(number, static (_, _) => { }, static (ref _) => new T());
}
