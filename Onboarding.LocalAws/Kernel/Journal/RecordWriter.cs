using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;

namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>
/// Writes the primitives of journal records into one growing buffer; <see cref="RecordReader"/> reads them back.
/// Numbers are little-endian or LEB128, texts UTF-8 with their length in front.
/// </summary>
internal sealed class RecordWriter
{
    private byte[] _buffer = new byte[4096];

    public int Length { get; private set; }

    public int Capacity => _buffer.Length;

    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, Length);

    /// <summary>Forgets what was written and keeps the buffer.</summary>
    public void Clear() => Length = 0;

    /// <summary>Forgets what was written from there on.</summary>
    public void Truncate(int length) => Length = length;

    /// <summary>Room that is filled in later.</summary>
    public void Skip(int count)
    {
        Reserve(count);
        Length += count;
    }

    /// <summary>What was written from there on.</summary>
    public Span<byte> From(int start) => _buffer.AsSpan(start, Length - start);

    public void Byte(byte value)
    {
        Reserve(1);
        _buffer[Length++] = value;
    }

    public void Flag(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void Number(ulong value)
    {
        Reserve(10);
        while (value >= 0x80)
        {
            _buffer[Length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _buffer[Length++] = (byte)value;
    }

    /// <summary>Zigzag: small negative numbers are short, too.</summary>
    public void SignedNumber(long value) => Number((ulong)((value << 1) ^ (value >> 63)));

    public void OptionalSignedNumber(long? value)
    {
        Flag(value is not null);
        if (value is { } number)
        {
            SignedNumber(number);
        }
    }

    public void Fixed64(ulong value)
    {
        Reserve(sizeof(ulong));
        BinaryPrimitives.WriteUInt64LittleEndian(_buffer.AsSpan(Length), value);
        Length += sizeof(ulong);
    }

    public void Bytes(ReadOnlySpan<byte> value)
    {
        Number((ulong)value.Length);
        Reserve(value.Length);
        value.CopyTo(_buffer.AsSpan(Length));
        Length += value.Length;
    }

    public void Text(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Number((ulong)length);
        Reserve(length);
        Length += Encoding.UTF8.GetBytes(value, _buffer.AsSpan(Length));
    }

    public void OptionalText(string? value)
    {
        Flag(value is not null);
        if (value is not null)
        {
            Text(value);
        }
    }

    /// <summary>A span for others to continue, as W3C's <c>00-{trace id}-{span id}-01</c>; default is none.</summary>
    public void Trace(ActivityContext span) => OptionalText(
        span == default ? null : $"00-{span.TraceId}-{span.SpanId}-{(byte)span.TraceFlags:x2}");

    public void Pairs(IReadOnlyCollection<KeyValuePair<string, string>> pairs)
    {
        Number((ulong)pairs.Count);
        foreach (var (key, value) in pairs)
        {
            Text(key);
            Text(value);
        }
    }

    public void Texts(IReadOnlyCollection<string> values)
    {
        Number((ulong)values.Count);
        foreach (var value in values)
        {
            Text(value);
        }
    }

    /// <summary>A moment to the tick, in UTC.</summary>
    public void Time(DateTimeOffset value) => Fixed64((ulong)value.UtcTicks);

    public void OptionalTime(DateTimeOffset? value)
    {
        Flag(value is not null);
        if (value is { } time)
        {
            Time(time);
        }
    }

    public void Span(TimeSpan value) => SignedNumber(value.Ticks);

    private void Reserve(int count)
    {
        var needed = (long)Length + count;
        if (needed > _buffer.Length)
        {
            Array.Resize(ref _buffer, (int)Math.Min(Array.MaxLength, Math.Max(needed, 2L * _buffer.Length)));
        }
    }
}
