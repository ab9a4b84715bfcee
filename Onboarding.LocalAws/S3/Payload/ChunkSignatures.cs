using System.Security.Cryptography;
using System.Text;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.S3.Payload;

/// <summary>
/// The chain of signatures over the chunks of a body, the first of which continues the request's own.
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html.
/// </summary>
internal sealed class ChunkSignatures(SignatureContext seed) : IDisposable
{
    private const string EmptySha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private readonly IncrementalHash _chunk = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private string _previous = seed.Signature;

    /// <summary>Adds to the chunk that is being read.</summary>
    public void Append(ReadOnlySpan<byte> bytes) => _chunk.AppendData(bytes);

    /// <summary>Verifies what was added since the chunk before.</summary>
    /// <exception cref="Wire.AwsException">It is not what the client signed.</exception>
    public void VerifyChunk(string given) => Verify(
        "PAYLOAD", $"{EmptySha256}\n{Convert.ToHexStringLower(_chunk.GetHashAndReset())}", given);

    /// <exception cref="Wire.AwsException">They are not what the client signed.</exception>
    public void VerifyTrailers(IReadOnlyDictionary<string, string> trailers, string given)
    {
        var canonical = string.Concat(
            trailers.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => $"{t.Key}:{t.Value}\n"));
        Verify("TRAILER", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))), given);
    }

    public void Dispose() => _chunk.Dispose();

    private void Verify(string kind, string hashes, string given)
    {
        var text = $"AWS4-HMAC-SHA256-{kind}\n{seed.Timestamp}\n{seed.Scope}\n{_previous}\n{hashes}";
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(seed.SigningKey, Encoding.UTF8.GetBytes(text)));
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(given)))
        {
            throw S3Errors.ChunkSignatureDoesNotMatch();
        }

        _previous = expected;
    }
}
