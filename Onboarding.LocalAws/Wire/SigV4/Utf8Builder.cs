using System.Buffers;
using System.Text;

namespace Onboarding.LocalAws.Wire.SigV4;

/// <summary>A growing UTF-8 text in a pooled buffer. Dispose returns the buffer.</summary>
internal ref struct Utf8Builder(int capacity)
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(capacity);
    private int _length;

    public readonly ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    public void Append(scoped ReadOnlySpan<char> text)
    {
        EnsureRoom(Encoding.UTF8.GetMaxByteCount(text.Length));
        _length += Encoding.UTF8.GetBytes(text, _buffer.AsSpan(_length));
    }

    public void Append(byte value)
    {
        EnsureRoom(1);
        _buffer[_length++] = value;
    }

    public void AppendHexLower(scoped ReadOnlySpan<byte> bytes)
    {
        EnsureRoom(bytes.Length * 2);
        Convert.TryToHexStringLower(bytes, _buffer.AsSpan(_length), out var written);
        _length += written;
    }

    /// <summary>RFC 3986 percent-encoding as SigV4 wants it: only A–Z a–z 0–9 - . _ ~ stay, in upper case.</summary>
    public void AppendUriEncoded(scoped ReadOnlySpan<byte> bytes, bool keepSlash)
    {
        EnsureRoom(bytes.Length * 3);
        foreach (var b in bytes)
        {
            if (char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~'
                || (keepSlash && b == (byte)'/'))
            {
                _buffer[_length++] = b;
                continue;
            }

            _buffer[_length++] = (byte)'%';
            _buffer[_length++] = (byte)"0123456789ABCDEF"[b >> 4];
            _buffer[_length++] = (byte)"0123456789ABCDEF"[b & 15];
        }
    }

    public void Dispose()
    {
        var buffer = _buffer;
        this = default;
        if (buffer is not null)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void EnsureRoom(int count)
    {
        if (_buffer.Length - _length >= count)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, _length + count));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
