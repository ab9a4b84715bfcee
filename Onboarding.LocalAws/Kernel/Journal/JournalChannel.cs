namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>The way of one store's changes into the journal and back.</summary>
internal sealed class JournalChannel<TChange>(Journal journal, byte id, IChangeCodec<TChange> codec)
    : IChangeLog<TChange>, IJournalChannel
{
    private IJournaledStore<TChange>? _store;

    public byte Id { get; } = id;

    public long Position => journal.Position;

    public void Append(ReadOnlySpan<TChange> commit) => journal.Append(Id, commit, codec);

    /// <summary>A store needs its log when it is made, so it is made known to its channel afterwards.</summary>
    public void Attach(IJournaledStore<TChange> store) => _store = store;

    public void Replay(ref RecordReader record)
    {
        while (!record.IsEnd)
        {
            _store!.Apply(codec.Read(ref record));
        }
    }

    public ICapturedState Capture() => new Captured(_store!.Capture(), codec);

    private sealed class Captured(StateCapture<TChange> state, IChangeCodec<TChange> codec) : ICapturedState
    {
        public long Position => state.Position;

        public void WriteTo(RecordWriter to, Action write)
        {
            foreach (var change in state.Changes)
            {
                codec.Write(to, change);
                write();
            }
        }
    }
}
