using Microsoft.Win32.SafeHandles;

namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>Reads the frames of one file from front to back through one buffer, and checks each.</summary>
/// <param name="point">What lies at <paramref name="offset"/>, in the journal.</param>
internal sealed class FrameReader(SafeFileHandle file, long offset, JournalPoint point)
{
    private const int BufferSizeBytes = 1024 * 1024;

    private readonly long _length = RandomAccess.GetLength(file);
    private byte[] _buffer = new byte[BufferSizeBytes];

    // The part of the buffer that is read and not yet consumed; its first byte is at _offset in the file.
    private int _start;
    private int _count;
    private long _offset = offset;

    /// <summary>Where the next frame starts, or, after a damaged one, where that starts.</summary>
    public long Offset => _offset;

    /// <summary>The same place in the journal.</summary>
    public JournalPoint Point { get; private set; } = point;

    public bool IsEnd => _offset == _length;

    /// <summary>The next payload, valid until the next call.</summary>
    /// <returns>False where there is none, or a damaged one: <see cref="IsEnd"/> tells.</returns>
    public bool TryRead(out ReadOnlySpan<byte> payload)
    {
        payload = default;
        if (!Fill(Frame.HeaderSizeBytes))
        {
            return false;
        }

        var length = Frame.PayloadLength(_buffer.AsSpan(_start));
        var size = Frame.HeaderSizeBytes + (long)length;
        if (length == 0 || size > _length - _offset || size > Array.MaxLength || !Fill((int)size))
        {
            return false;
        }

        var frame = _buffer.AsSpan(_start, (int)size);
        if (!Frame.IsIntact(frame, Point, out var end))
        {
            return false;
        }

        Point = end;
        payload = frame[Frame.HeaderSizeBytes..];
        _start += (int)size;
        _count -= (int)size;
        _offset += size;
        return true;
    }

    private bool Fill(int needed)
    {
        if (_count >= needed)
        {
            return true;
        }

        if (needed > _length - _offset)
        {
            return false;
        }

        var target = needed > _buffer.Length ? new byte[needed] : _buffer;
        _buffer.AsSpan(_start, _count).CopyTo(target);
        (_buffer, _start) = (target, 0);
        while (_count < needed)
        {
            var read = RandomAccess.Read(file, _buffer.AsSpan(_count), _offset + _count);
            if (read == 0)
            {
                return false;
            }

            _count += read;
        }

        return true;
    }
}
