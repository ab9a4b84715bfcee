using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;

namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>
/// Reads what <see cref="RecordWriter"/> wrote. A record has passed its checksum by then, so a malformed one was
/// written by another version, or by a bug.
/// </summary>
internal ref struct RecordReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool IsEnd => _rest.IsEmpty;

    public byte Byte() => Take(1)[0];

    public bool Flag() => Byte() switch
    {
        0 => false,
        1 => true,
        var other => throw new FormatException($"{other} is no flag."),
    };

    public ulong Number()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var b = Byte();
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
            {
                return value;
            }
        }

        throw new FormatException("A number has more than ten bytes.");
    }

    public long SignedNumber()
    {
        var value = Number();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public long? OptionalSignedNumber() => Flag() ? SignedNumber() : null;

    public ulong Fixed64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    /// <summary>How many elements follow. Each takes a byte at least, so a damaged count cannot ask for much.</summary>
    public int Count()
    {
        var count = Number();
        return count <= (ulong)_rest.Length ? (int)count : throw new FormatException("A count is too large.");
    }

    public ReadOnlySpan<byte> Bytes() => Take(Count());

    public string Text() => Encoding.UTF8.GetString(Bytes());

    public string? OptionalText() => Flag() ? Text() : null;

    public ActivityContext Trace() =>
        ActivityContext.TryParse(OptionalText(), traceState: null, isRemote: true, out var span) ? span : default;

    public List<KeyValuePair<string, string>> Pairs()
    {
        var count = Count();
        var pairs = new List<KeyValuePair<string, string>>(count);
        for (var i = 0; i < count; i++)
        {
            pairs.Add(KeyValuePair.Create(Text(), Text()));
        }

        return pairs;
    }

    public string[] Texts()
    {
        var values = new string[Count()];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Text();
        }

        return values;
    }

    public DateTimeOffset Time() => new((long)Fixed64(), TimeSpan.Zero);

    public DateTimeOffset? OptionalTime() => Flag() ? Time() : null;

    public TimeSpan Span() => TimeSpan.FromTicks(SignedNumber());

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
        {
            throw new FormatException("The record ends too early.");
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
