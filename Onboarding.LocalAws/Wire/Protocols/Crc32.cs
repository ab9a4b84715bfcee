using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Onboarding.LocalAws.Wire.Protocols;

/// <summary>
/// The checksum that DynamoDB sends of every body in <c>x-amz-crc32</c>, and one of S3's: CRC-32 as in zip.
/// </summary>
internal static class Crc32
{
    private static readonly ReflectedCrc Crc = new(0xEDB88320, width: 32);

    public static void SetHeader(HttpResponse response, ReadOnlySpan<byte> body) =>
        response.Headers["x-amz-crc32"] = Of(body).ToString(CultureInfo.InvariantCulture);

    public static uint Of(ReadOnlySpan<byte> bytes) => Append(0, bytes);

    /// <param name="crc">The checksum of what came before; 0 at the start.</param>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes) => (uint)Crc.Append(crc, bytes);

    /// <inheritdoc cref="ReflectedCrc.Combine"/>
    public static uint Combine(uint first, uint second, long secondSizeBytes) =>
        (uint)Crc.Combine(first, second, secondSizeBytes);
}
