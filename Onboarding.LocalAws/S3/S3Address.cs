using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.S3;

/// <summary>
/// What a request is about: <c>/{bucket}/{key}</c> (path style), or <c>/{key}</c> below a Host
/// <c>{bucket}.s3.…</c> or <c>{bucket}.localhost</c> (virtual-host style). Keys come from the raw target: the server
/// would fold <c>..</c>, which S3 keeps.
/// </summary>
internal readonly record struct S3Address(string? Bucket, string? Key)
{
    private const int KeySizeBytesMax = 1_024;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static S3Address Of(HttpRequest request)
    {
        var target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.AsSpan();
        var question = target.IndexOf('?');
        var path = (question < 0 ? target : target[..question]).TrimStart('/');
        var leading = target.Length - target.TrimStart('/').Length;
        if (BucketHost.BucketOf(request.Host.Host) is { } bucket)
        {
            // Only the first slash separates the host from the key.
            var key = (question < 0 ? target : target[..question])[Math.Min(1, leading)..];
            return new S3Address(bucket, key.IsEmpty ? null : DecodeKey(key));
        }

        var slash = path.IndexOf('/');
        var name = slash < 0 ? path : path[..slash];
        return new S3Address(
            name.IsEmpty ? null : Decode(name),
            slash < 0 || slash == path.Length - 1 ? null : DecodeKey(path[(slash + 1)..]));
    }

    /// <returns>Null where the request is about none, or about one that no bucket can be.</returns>
    public static string? BucketOf(HttpRequest request)
    {
        if (BucketHost.BucketOf(request.Host.Host) is { } bucket)
        {
            return bucket;
        }

        // The names of buckets need no encoding.
        var path = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.TrimStart('/');
        var end = path.AsSpan().IndexOfAny('/', '?');
        return end < 0 ? path : path[..end];
    }

    /// <summary>Percent-decodes to text.</summary>
    /// <exception cref="Wire.AwsException">What is encoded is not UTF-8.</exception>
    public static string Decode(ReadOnlySpan<char> encoded)
    {
        if (encoded.IndexOf('%') < 0)
        {
            return encoded.ToString();
        }

        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(encoded.Length));
        try
        {
            return Strict.GetString(bytes, 0, PercentEncoding.Decode(encoded, bytes));
        }
        catch (DecoderFallbackException)
        {
            throw S3Errors.InvalidUri();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    public static string ValidateKey(string key) =>
        Encoding.UTF8.GetByteCount(key) is > KeySizeBytesMax and var size
            ? throw S3Errors.KeyTooLong(size, KeySizeBytesMax)
            : key;

    private static string DecodeKey(ReadOnlySpan<char> encoded) => ValidateKey(Decode(encoded));
}
