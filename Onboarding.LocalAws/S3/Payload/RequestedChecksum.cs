using Onboarding.LocalAws.S3.Checksums;

namespace Onboarding.LocalAws.S3.Payload;

/// <summary>The one checksum that a client may send with a body: a header, or a trailer named beforehand.</summary>
/// <param name="Algorithm">What is computed: the client's, or CRC64NVME where it names none.</param>
/// <param name="Declared">The header's value; null where a trailer brings it, or nothing does.</param>
/// <param name="IsInTrailer">Whether a trailer brings it.</param>
internal sealed record RequestedChecksum(ChecksumAlgorithm Algorithm, string? Declared, bool IsInTrailer)
{
    private static readonly ChecksumAlgorithm[] All = Enum.GetValues<ChecksumAlgorithm>();

    /// <summary>False where the client sends none.</summary>
    public bool IsGiven => Declared is not null || IsInTrailer;

    /// <exception cref="Wire.AwsException">There are two, or it is none.</exception>
    public static RequestedChecksum Read(S3Request request)
    {
        var announced = request.Header("x-amz-trailer");
        RequestedChecksum? found = null;
        foreach (var algorithm in All)
        {
            var name = Checksum.HeaderOf(algorithm);
            var value = request.Header(name);
            var isInTrailer = value is null && name.Equals(announced, StringComparison.OrdinalIgnoreCase);
            if (value is null && !isInTrailer)
            {
                continue;
            }

            if (found is not null)
            {
                throw S3Errors.InvalidRequest(
                    "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
            }

            CheckForm(algorithm, value);
            found = new RequestedChecksum(algorithm, value, isInTrailer);
        }

        // The SDK names the algorithm it would use even where the request has nothing to check.
        return found ?? new RequestedChecksum(
            Enum.TryParse(request.Header("x-amz-sdk-checksum-algorithm"), out ChecksumAlgorithm named)
                ? named
                : ChecksumAlgorithm.CRC64NVME,
            Declared: null,
            IsInTrailer: false);
    }

    /// <exception cref="Wire.AwsException">The client sent another one.</exception>
    public void Verify(Checksum actual, IReadOnlyDictionary<string, string>? trailers)
    {
        var declared = Declared;
        if (IsInTrailer)
        {
            declared = trailers?.GetValueOrDefault(Checksum.HeaderOf(Algorithm)) ?? throw S3Errors.MalformedTrailer();
            CheckForm(Algorithm, declared);
        }

        if (declared is not null && declared != actual.Base64)
        {
            throw S3Errors.BadDigest(Algorithm.ToString());
        }
    }

    private static void CheckForm(ChecksumAlgorithm algorithm, string? declared)
    {
        Span<byte> bytes = stackalloc byte[64];
        if (declared is not null
            && (declared.Length > bytes.Length
                || !Convert.TryFromBase64String(declared, bytes, out var written)
                || written != Checksum.LengthOf(algorithm)))
        {
            throw S3Errors.InvalidRequest($"Value for {Checksum.HeaderOf(algorithm)} header is invalid.");
        }
    }
}
