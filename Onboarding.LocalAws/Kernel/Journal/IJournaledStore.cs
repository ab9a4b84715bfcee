namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>A store whose every change is a <typeparamref name="TChange"/>.</summary>
internal interface IJournaledStore<TChange>
{
    /// <summary>Applies a change that was decided before, without recording it.</summary>
    void Apply(TChange change);

    /// <summary>
    /// The state at one moment, as the changes that make it from nothing. Taken under all locks of the store, so it
    /// only copies references; the changes are made while they are enumerated, after the locks are gone.
    /// </summary>
    StateCapture<TChange> Capture();
}

/// <param name="Position">Of the journal at that moment: the state has every change before it and none after.</param>
internal sealed record StateCapture<TChange>(long Position, IEnumerable<TChange> Changes);

/// <summary>The form of a store's changes in the journal.</summary>
internal interface IChangeCodec<TChange>
{
    void Write(RecordWriter to, TChange change);

    /// <exception cref="FormatException">The bytes are no change of this store.</exception>
    TChange Read(ref RecordReader from);
}
