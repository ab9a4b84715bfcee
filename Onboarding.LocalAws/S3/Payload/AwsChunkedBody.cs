using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.S3.Payload;

/// <summary>
/// Decodes <c>aws-chunked</c> bodies and verifies each chunk's signature, which continues the one before it:
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
internal ref struct AwsChunkedBody
{
    private const string EmptySha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private readonly SignatureContext? _signature;
    private ReadOnlySpan<byte> _rest;
    private string _previousSignature;

    /// <param name="signature">Null where chunks are not signed, or where nothing is verified.</param>
    private AwsChunkedBody(ReadOnlySpan<byte> body, SignatureContext? signature)
    {
        _rest = body;
        _signature = signature;
        _previousSignature = signature?.Signature ?? "";
    }

    /// <param name="decodedLength">The value of <c>x-amz-decoded-content-length</c>.</param>
    /// <param name="trailers">Names in lower case; empty where the stream has none.</param>
    public static byte[] Decode(
        ReadOnlySpan<byte> body,
        int decodedLength,
        SignatureContext? signature,
        out Dictionary<string, string> trailers)
    {
        // A decoded body is never longer than the encoded one: a lying header reserves nothing.
        if (decodedLength > body.Length)
        {
            throw S3Errors.IncompleteBody();
        }

        var chunks = new AwsChunkedBody(body, signature);
        var content = new byte[decodedLength];
        var written = 0;
        while (chunks.NextChunk() is { IsEmpty: false } chunk)
        {
            if (chunk.Length > content.Length - written)
            {
                throw S3Errors.IncompleteBody();
            }

            chunk.CopyTo(content.AsSpan(written));
            written += chunk.Length;
        }

        trailers = chunks.ReadTrailers();
        return written == decodedLength ? content : throw S3Errors.IncompleteBody();
    }

    /// <returns>The chunk's bytes; empty for the last.</returns>
    private ReadOnlySpan<byte> NextChunk()
    {
        var head = NextLine();
        var semicolon = head.IndexOf((byte)';');
        var size = semicolon < 0 ? head : head[..semicolon];
        if (size.Length is 0 or > 8
            || !int.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length)
            || length < 0
            || length > _rest.Length)
        {
            throw S3Errors.IncompleteBody();
        }

        var chunk = _rest[..length];
        if (_signature is not null)
        {
            VerifyChunk(_signature, chunk, semicolon < 0 ? "" : ChunkSignature(head[(semicolon + 1)..]));
        }

        if (length > 0)
        {
            _rest = _rest[length..];
            if (!_rest.StartsWith("\r\n"u8))
            {
                throw S3Errors.IncompleteBody();
            }

            _rest = _rest[2..];
        }

        return chunk;
    }

    private Dictionary<string, string> ReadTrailers()
    {
        Dictionary<string, string> trailers = new(StringComparer.Ordinal);
        string? trailerSignature = null;
        while (!_rest.IsEmpty)
        {
            var line = Encoding.ASCII.GetString(NextLine()).TrimEnd();
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (line.Length == 0)
            {
                continue;
            }

            if (colon <= 0)
            {
                throw S3Errors.MalformedTrailer();
            }

            var (name, value) = (line[..colon].Trim().ToLowerInvariant(), line[(colon + 1)..].Trim());
            if (name == "x-amz-trailer-signature")
            {
                trailerSignature = value;
            }
            else if (!trailers.TryAdd(name, value))
            {
                throw S3Errors.MalformedTrailer();
            }
        }

        if (_signature is not null && trailers.Count > 0)
        {
            VerifyTrailers(_signature, trailers, trailerSignature ?? "");
        }

        return trailers;
    }

    private ReadOnlySpan<byte> NextLine()
    {
        var end = _rest.IndexOf((byte)'\n');
        if (end < 0)
        {
            throw S3Errors.IncompleteBody();
        }

        var line = _rest[..end].TrimEnd((byte)'\r');
        _rest = _rest[(end + 1)..];
        return line;
    }

    private static string ChunkSignature(ReadOnlySpan<byte> extension) =>
        extension.StartsWith("chunk-signature="u8)
            ? Encoding.ASCII.GetString(extension["chunk-signature=".Length..])
            : "";

    private void VerifyChunk(SignatureContext seed, ReadOnlySpan<byte> chunk, string given) => Verify(
        seed,
        $"AWS4-HMAC-SHA256-PAYLOAD\n{seed.Timestamp}\n{seed.Scope}\n{_previousSignature}\n{EmptySha256}\n{Hash(chunk)}",
        given);

    private void VerifyTrailers(SignatureContext seed, Dictionary<string, string> trailers, string given)
    {
        var canonical = string.Concat(trailers.OrderBy(t => t.Key, StringComparer.Ordinal)
            .Select(t => $"{t.Key}:{t.Value}\n"));
        Verify(
            seed,
            $"AWS4-HMAC-SHA256-TRAILER\n{seed.Timestamp}\n{seed.Scope}\n{_previousSignature}\n"
            + Hash(Encoding.UTF8.GetBytes(canonical)),
            given);
    }

    private void Verify(SignatureContext seed, string stringToSign, string given)
    {
        var expected = Convert.ToHexStringLower(
            HMACSHA256.HashData(seed.SigningKey, Encoding.UTF8.GetBytes(stringToSign)));
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(given)))
        {
            throw S3Errors.ChunkSignatureDoesNotMatch();
        }

        _previousSignature = expected;
    }

    private static string Hash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return Convert.ToHexStringLower(hash);
    }
}
