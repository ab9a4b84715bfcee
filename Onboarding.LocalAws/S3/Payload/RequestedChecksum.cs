using Onboarding.LocalAws.S3.Checksums;

namespace Onboarding.LocalAws.S3.Payload;

/// <summary>The one checksum that a client may send with a body: a header, or a trailer named beforehand.</summary>
internal static class RequestedChecksum
{
    private static readonly ChecksumAlgorithm[] All = Enum.GetValues<ChecksumAlgorithm>();

    /// <returns>The verified checksum; null where the client sent none.</returns>
    public static Checksum? Verify(S3Request request, ReadOnlySpan<byte> content, Dictionary<string, string>? trailers)
    {
        var (algorithm, declared) = Declared(request, trailers);
        if (algorithm is not { } chosen)
        {
            // The SDK names the algorithm it would use even where the request has nothing to check.
            return request.Header("x-amz-sdk-checksum-algorithm") is { } name
                && Enum.TryParse(name, out ChecksumAlgorithm named)
                    ? Checksum.Compute(named, content)
                    : null;
        }

        Span<byte> bytes = stackalloc byte[64];
        if (declared is null
            || declared.Length > bytes.Length
            || !Convert.TryFromBase64String(declared, bytes, out var written)
            || written != Checksum.LengthOf(chosen))
        {
            throw S3Errors.InvalidRequest($"Value for {Checksum.HeaderOf(chosen)} header is invalid.");
        }

        var actual = Checksum.Compute(chosen, content);
        return actual.Base64 == declared ? actual : throw S3Errors.BadDigest(chosen.ToString());
    }

    private static (ChecksumAlgorithm?, string?) Declared(S3Request request, Dictionary<string, string>? trailers)
    {
        var announced = request.Header("x-amz-trailer");
        (ChecksumAlgorithm?, string?) found = (null, null);
        foreach (var algorithm in All)
        {
            var name = Checksum.HeaderOf(algorithm);
            var value = request.Header(name);
            if (value is null && name.Equals(announced, StringComparison.OrdinalIgnoreCase))
            {
                value = trailers?.GetValueOrDefault(name) ?? throw S3Errors.MalformedTrailer();
            }

            if (value is not null)
            {
                found = found.Item1 is null
                    ? (algorithm, value)
                    : throw S3Errors.InvalidRequest(
                        "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
            }
        }

        return found;
    }
}
