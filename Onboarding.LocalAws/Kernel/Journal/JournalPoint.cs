namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>A border between two records: what a record names its predecessor by, and a file its beginning.</summary>
/// <param name="Position">The sequence number: how many bytes of records the journal has before it.</param>
/// <param name="Chain">
/// The checksum of the record before it, which continues that of the one before that one, back to the first record.
/// Two histories that part somewhere have different chains from there on.
/// </param>
internal readonly record struct JournalPoint(long Position, uint Chain)
{
    public static JournalPoint Start => default;

    public static JournalPoint Read(ref RecordReader from) => new((long)from.Fixed64(), (uint)from.Number());

    public void Write(RecordWriter to)
    {
        to.Fixed64((ulong)Position);
        to.Number(Chain);
    }
}
