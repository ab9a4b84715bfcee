using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;

namespace Onboarding.LocalAws.Wire.Edge;

/// <summary>
/// A whole request body. The common small body stays in the connection's own buffer; a body that comes in parts is
/// copied out of it, so that no connection ever buffers more than its limit. Dispose gives the memory back, so nothing
/// may keep <see cref="Bytes"/>.
/// </summary>
internal readonly struct RequestBody : IDisposable
{
    /// <summary>Of a body without Content-Length the first buffer.</summary>
    private const int UnknownSizeBytes = 64 * 1024;

    /// <summary>Larger ones are <see cref="LargeBuffers"/>'.</summary>
    private const int PooledSizeBytesMax = 256 * 1024;

    private readonly PipeReader? _reader;
    private readonly SequencePosition _end;
    private readonly byte[]? _owned;

    private RequestBody(ReadOnlyMemory<byte> bytes, PipeReader? reader, SequencePosition end, byte[]? owned)
    {
        Bytes = bytes;
        _reader = reader;
        _end = end;
        _owned = owned;
    }

    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>What the body can take at most: that much is to be taken from the <see cref="BodyBudget"/>.</summary>
    public static long RoomFor(HttpRequest request, int sizeBytesMax) =>
        request.ContentLength is { } length ? Math.Min(length, sizeBytesMax)
        : request.Headers.TransferEncoding.Count > 0 ? sizeBytesMax
        : 0;

    /// <returns>The body, or null where it is larger than <paramref name="sizeBytesMax"/>.</returns>
    public static async ValueTask<RequestBody?> ReadAsync(HttpRequest request, int sizeBytesMax, CancellationToken stop)
    {
        var length = request.ContentLength;
        if (length > sizeBytesMax)
        {
            return null;
        }

        var reader = request.BodyReader;
        var read = await reader.ReadAsync(stop);
        if (read.IsCompleted && read.Buffer.IsSingleSegment && read.Buffer.Length <= sizeBytesMax)
        {
            return new RequestBody(read.Buffer.First, reader, read.Buffer.End, owned: null);
        }

        var sizeBytes = (int)(length ?? Math.Min(UnknownSizeBytes, sizeBytesMax));
        return await CopyAsync(reader, read, sizeBytes, sizeBytesMax, stop);
    }

    public void Dispose()
    {
        _reader?.AdvanceTo(_end);
        Return(_owned);
    }

    private static async ValueTask<RequestBody?> CopyAsync(
        PipeReader reader, ReadResult read, int sizeBytes, int sizeBytesMax, CancellationToken stop)
    {
        var bytes = Rent(sizeBytes);
        var count = 0;
        try
        {
            while (true)
            {
                var (buffer, isLast) = (read.Buffer, read.IsCompleted);
                if (buffer.Length > sizeBytesMax - count)
                {
                    reader.AdvanceTo(buffer.Start);
                    Return(bytes);
                    return null;
                }

                bytes = EnsureRoom(bytes, count, (int)buffer.Length, sizeBytesMax);
                buffer.CopyTo(bytes.AsSpan(count));
                count += (int)buffer.Length;
                reader.AdvanceTo(buffer.End);
                if (isLast)
                {
                    return new RequestBody(bytes.AsMemory(0, count), reader: null, default, bytes);
                }

                read = await reader.ReadAsync(stop);
            }
        }
        catch
        {
            Return(bytes);
            throw;
        }
    }

    private static byte[] EnsureRoom(byte[] bytes, int count, int more, int sizeBytesMax)
    {
        if (bytes.Length - count >= more)
        {
            return bytes;
        }

        var larger = Rent((int)Math.Min(sizeBytesMax, Math.Max(2L * bytes.Length, (long)count + more)));
        bytes.AsSpan(0, count).CopyTo(larger);
        Return(bytes);
        return larger;
    }

    private static byte[] Rent(int sizeBytes) =>
        sizeBytes <= PooledSizeBytesMax
            ? ArrayPool<byte>.Shared.Rent(sizeBytes)
            : LargeBuffers.Rent(sizeBytes);

    private static void Return(byte[]? bytes)
    {
        if (bytes is { Length: <= PooledSizeBytesMax })
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
        else if (bytes is not null)
        {
            LargeBuffers.Return(bytes);
        }
    }
}
