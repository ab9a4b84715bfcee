using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;

namespace Onboarding.LocalAws.Wire.Edge;

/// <summary>
/// A whole request body. The common small body stays in the connection's own buffer; one that spans several segments
/// is copied into a pooled array. Dispose gives either back, so nothing may keep <see cref="Bytes"/>.
/// </summary>
internal readonly struct RequestBody : IDisposable
{
    private readonly PipeReader? _reader;
    private readonly SequencePosition _end;
    private readonly byte[]? _rented;

    private RequestBody(ReadOnlyMemory<byte> bytes, PipeReader? reader, SequencePosition end, byte[]? rented)
    {
        Bytes = bytes;
        _reader = reader;
        _end = end;
        _rented = rented;
    }

    public ReadOnlyMemory<byte> Bytes { get; }

    /// <returns>The body, or null where it is larger than <paramref name="sizeBytesMax"/>.</returns>
    public static async ValueTask<RequestBody?> ReadAsync(HttpRequest request, int sizeBytesMax, CancellationToken stop)
    {
        if (request.ContentLength > sizeBytesMax)
        {
            return null;
        }

        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(stop);
            if (read.Buffer.Length > sizeBytesMax)
            {
                reader.AdvanceTo(read.Buffer.End);
                return null;
            }

            if (read.IsCompleted)
            {
                return Whole(reader, read.Buffer);
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    public void Dispose()
    {
        _reader?.AdvanceTo(_end);
        if (_rented is not null)
        {
            ArrayPool<byte>.Shared.Return(_rented);
        }
    }

    private static RequestBody Whole(PipeReader reader, ReadOnlySequence<byte> buffer)
    {
        if (buffer.IsSingleSegment)
        {
            return new RequestBody(buffer.First, reader, buffer.End, rented: null);
        }

        var length = (int)buffer.Length;
        var rented = ArrayPool<byte>.Shared.Rent(length);
        buffer.CopyTo(rented);
        reader.AdvanceTo(buffer.End);
        return new RequestBody(rented.AsMemory(0, length), reader: null, default, rented);
    }
}
