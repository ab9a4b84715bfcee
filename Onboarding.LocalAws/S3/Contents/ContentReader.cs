using Microsoft.Win32.SafeHandles;
using Onboarding.LocalAws.S3.Store;

namespace Onboarding.LocalAws.S3.Contents;

/// <summary>
/// Reads a range of a content from its first byte to its last. Each file of the range is open from the beginning, so
/// that the content is read to its end though its object is replaced or removed meanwhile; it is closed once read.
/// </summary>
internal sealed class ContentReader : IDisposable
{
    private readonly Queue<Piece> _pieces = [];

    private ContentReader()
    {
    }

    /// <returns>Null where a file is gone: the object was replaced or removed since it was looked up.</returns>
    public static ContentReader? TryOpen(ContentFolder contents, ObjectContent content, long from, long length)
    {
        var reader = new ContentReader();
        foreach (var part in PartsOf(content))
        {
            var end = Math.Min(from + length, part.SizeBytes);
            if (end > from && !reader.TryAdd(contents, part, from, end))
            {
                reader.Dispose();
                return null;
            }

            length -= Math.Max(0, end - from);
            from = Math.Max(0, from - part.SizeBytes);
        }

        return reader;
    }

    /// <returns>How much of a buffer that is not empty was filled; 0 at the end.</returns>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken stop)
    {
        if (!_pieces.TryPeek(out var piece))
        {
            return 0;
        }

        var count = (int)Math.Min(buffer.Length, piece.To - piece.From);
        if (piece.File is null)
        {
            piece.Bytes.Slice((int)piece.From, count).CopyTo(buffer);
        }
        else
        {
            count = await RandomAccess.ReadAsync(piece.File, buffer[..count], piece.From, stop);
        }

        piece.From += count > 0 ? count : throw new EndOfStreamException("A file is shorter than its object.");
        if (piece.From == piece.To)
        {
            _pieces.Dequeue().File?.Dispose();
        }

        return count;
    }

    public void Dispose()
    {
        while (_pieces.TryDequeue(out var piece))
        {
            piece.File?.Dispose();
        }
    }

    private static IEnumerable<ObjectContent> PartsOf(ObjectContent content) =>
        content is ObjectContent.Joined joined ? joined.Parts.Select(p => p.Content) : [content];

    private bool TryAdd(ContentFolder contents, ObjectContent part, long from, long to)
    {
        if (part is ObjectContent.InMemory { Bytes: var bytes })
        {
            _pieces.Enqueue(new Piece { Bytes = bytes, From = from, To = to });
            return true;
        }

        if (contents.TryOpen((ObjectContent.InFile)part) is not { } file)
        {
            return false;
        }

        _pieces.Enqueue(new Piece { File = file, From = from, To = to });
        return true;
    }

    private sealed class Piece
    {
        public ReadOnlyMemory<byte> Bytes { get; init; }

        /// <summary>Null where the bytes are in memory.</summary>
        public SafeFileHandle? File { get; init; }

        public long From { get; set; }

        public required long To { get; init; }
    }
}
