namespace Onboarding.IntegrationTests.Memory;

/// <summary>Any number of bytes that take no memory: each is computed from its position.</summary>
internal sealed class PatternStream(long length) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get; set; }

    /// <summary>A period that divides no buffer's size: a part that is missing or twice there is seen.</summary>
    public static byte At(long position) => (byte)(position % 251);

    /// <summary>Reads to the end and compares.</summary>
    /// <returns>How many bytes there were.</returns>
    public static async Task<long> CompareAsync(Stream actual, long from)
    {
        var buffer = new byte[128 * 1024];
        var at = from;
        while (await actual.ReadAsync(buffer) is var count and > 0)
        {
            for (var i = 0; i < count; i++, at++)
            {
                if (buffer[i] != At(at))
                {
                    Assert.Fail($"byte {at} is {buffer[i]}");
                }
            }
        }

        return at - from;
    }

    public override int Read(Span<byte> buffer)
    {
        var count = (int)Math.Min(buffer.Length, length - Position);
        for (var i = 0; i < count; i++)
        {
            buffer[i] = At(Position + i);
        }

        Position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
