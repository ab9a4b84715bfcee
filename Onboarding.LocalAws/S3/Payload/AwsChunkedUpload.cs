using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.S3.Payload;

/// <summary>
/// Decodes <c>aws-chunked</c> bodies and has each chunk's signature verified:
/// <code>
/// 400;chunk-signature=64 hex digits\r\n
/// 1,024 bytes\r\n
/// 0;chunk-signature=64 hex digits\r\n
/// x-amz-checksum-crc32:base64\r\n
/// x-amz-trailer-signature:64 hex digits\r\n
/// \r\n
/// </code>
/// Unsigned streams have no signatures; streams without trailers end after the last chunk with one empty line.
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html and sigv4-streaming-trailers.html.
/// </summary>
/// <remarks>A chunk can be larger than any buffer: its bytes are handed on before its signature is verified.</remarks>
/// <param name="sizeBytes">The value of <c>x-amz-decoded-content-length</c>.</param>
/// <param name="signature">Null where chunks are not signed, or where nothing is verified.</param>
internal sealed class AwsChunkedUpload(PipeReader body, long sizeBytes, SignatureContext? signature)
    : UploadReader, IDisposable
{
    /// <summary>A chunk's head, or one trailer.</summary>
    private const int LineSizeBytesMax = 4 * 1024;

    /// <summary>Each of the five checksums, a signature, and as many again.</summary>
    private const int TrailerCountMax = 16;

    private readonly ChunkSignatures? _signatures = signature is null ? null : new ChunkSignatures(signature);
    private readonly Dictionary<string, string> _trailers = new(StringComparer.Ordinal);
    private long _missing = sizeBytes;
    private long _chunkRest;
    private string _chunkSignature = "";
    private bool _isAtEnd;

    public override IReadOnlyDictionary<string, string> Trailers => _trailers;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken stop)
    {
        if (_chunkRest == 0 && !_isAtEnd)
        {
            await BeginChunkAsync(stop);
        }

        if (_isAtEnd)
        {
            return 0;
        }

        var read = await body.ReadAsync(stop);
        if (read.Buffer.IsEmpty && read.IsCompleted)
        {
            throw S3Errors.IncompleteBody();
        }

        var part = read.Buffer.Slice(0, Math.Min(Math.Min(_chunkRest, buffer.Length), read.Buffer.Length));
        var count = (int)part.Length;
        part.CopyTo(buffer.Span);
        body.AdvanceTo(part.End);
        _signatures?.Append(buffer.Span[..count]);
        _chunkRest -= count;
        _missing -= count;
        if (_chunkRest == 0)
        {
            await EndChunkAsync(stop);
        }

        return count;
    }

    public void Dispose() => _signatures?.Dispose();

    /// <summary>Reads a chunk's head; after the last chunk what follows it.</summary>
    private async ValueTask BeginChunkAsync(CancellationToken stop)
    {
        var head = await ReadLineAsync(stop) ?? throw S3Errors.IncompleteBody();
        var semicolon = head.IndexOf(';', StringComparison.Ordinal);
        var size = semicolon < 0 ? head : head[..semicolon];
        if (!long.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length)
            || length < 0
            || length > _missing)
        {
            throw S3Errors.IncompleteBody();
        }

        const string name = "chunk-signature=";
        var extension = semicolon < 0 ? "" : head[(semicolon + 1)..];
        _chunkSignature = extension.StartsWith(name, StringComparison.Ordinal) ? extension[name.Length..] : "";
        _chunkRest = length;
        if (length == 0)
        {
            _signatures?.VerifyChunk(_chunkSignature);
            await ReadTrailersAsync(stop);
            _isAtEnd = true;
            if (_missing > 0)
            {
                throw S3Errors.IncompleteBody();
            }
        }
    }

    private async ValueTask EndChunkAsync(CancellationToken stop)
    {
        if (await ReadLineAsync(stop) is not "")
        {
            throw S3Errors.IncompleteBody();
        }

        _signatures?.VerifyChunk(_chunkSignature);
    }

    private async ValueTask ReadTrailersAsync(CancellationToken stop)
    {
        string? given = null;
        for (var count = 0; await ReadLineAsync(stop) is { } line; count++)
        {
            if (line.Length == 0)
            {
                continue;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || count >= TrailerCountMax)
            {
                throw S3Errors.MalformedTrailer();
            }

            var (name, value) = (line[..colon].Trim().ToLowerInvariant(), line[(colon + 1)..].Trim());
            if (name == "x-amz-trailer-signature")
            {
                given = value;
            }
            else if (!_trailers.TryAdd(name, value))
            {
                throw S3Errors.MalformedTrailer();
            }
        }

        if (_trailers.Count > 0)
        {
            _signatures?.VerifyTrailers(_trailers, given ?? "");
        }
    }

    /// <returns>The line without its end; null where the body is at its end.</returns>
    private async ValueTask<string?> ReadLineAsync(CancellationToken stop)
    {
        while (true)
        {
            var read = await body.ReadAsync(stop);
            var buffer = read.Buffer;
            if (buffer.PositionOf((byte)'\n') is { } end && buffer.Slice(0, end).Length <= LineSizeBytesMax)
            {
                var line = Encoding.ASCII.GetString(buffer.Slice(0, end)).TrimEnd('\r');
                body.AdvanceTo(buffer.GetPosition(1, end));
                return line;
            }

            if (read.IsCompleted || buffer.Length > LineSizeBytesMax)
            {
                body.AdvanceTo(buffer.Start);
                return buffer.IsEmpty ? null : throw S3Errors.IncompleteBody();
            }

            body.AdvanceTo(buffer.Start, buffer.End);
        }
    }
}
