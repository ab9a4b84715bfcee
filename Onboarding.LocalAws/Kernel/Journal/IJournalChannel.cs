namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>One store as the journal sees it: bytes instead of changes.</summary>
internal interface IJournalChannel
{
    /// <summary>The first byte of each of its records. Never given to another store.</summary>
    byte Id { get; }

    void Replay(ref RecordReader record);

    ICapturedState Capture();
}

/// <summary>The state of one store at one moment.</summary>
internal interface ICapturedState
{
    long Position { get; }

    /// <summary>Calls <paramref name="write"/> once for each record, which it is to write by then.</summary>
    /// <param name="to">Where each record's payload is put, without the store's id.</param>
    void WriteTo(RecordWriter to, Action write);
}
