using System.Globalization;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>One range of bytes. S3 serves one; a header with several, or that it cannot read, it ignores.</summary>
/// <param name="IsPart">The client asked for a range, be it of all bytes.</param>
internal readonly record struct ByteRange(long From, long Length, bool IsPart = true)
{
    public static ByteRange Whole(long sizeBytes) => new(0, sizeBytes, IsPart: false);

    /// <param name="header"><c>bytes=0-9</c>, <c>bytes=10-</c> or <c>bytes=-5</c>; null for none.</param>
    /// <returns>Null for the whole object.</returns>
    /// <exception cref="Wire.AwsException">No byte of the object is in the range.</exception>
    public static ByteRange? Read(string? header, long sizeBytes)
    {
        const string unit = "bytes=";
        if (header is null || !header.StartsWith(unit, StringComparison.Ordinal))
        {
            return null;
        }

        var text = header.AsSpan(unit.Length).Trim();
        var hyphen = text.IndexOf('-');
        if (hyphen < 0 || text.Contains(','))
        {
            return null;
        }

        var first = text[..hyphen];
        var last = text[(hyphen + 1)..];
        if (first.IsEmpty)
        {
            return Number(last) switch
            {
                null => null,
                0 => throw S3Errors.InvalidRange(header, sizeBytes),
                _ when sizeBytes == 0 => throw S3Errors.InvalidRange(header, sizeBytes),
                { } count => Of(Math.Max(0, sizeBytes - count), sizeBytes - 1),
            };
        }

        if (Number(first) is not { } from || (!last.IsEmpty && (Number(last) is not { } to || to < from)))
        {
            return null;
        }

        if (from >= sizeBytes)
        {
            throw S3Errors.InvalidRange(header, sizeBytes);
        }

        return Of(from, last.IsEmpty ? sizeBytes - 1 : Math.Min(Number(last)!.Value, sizeBytes - 1));
    }

    private static ByteRange Of(long from, long to) => new(from, to - from + 1);

    private static long? Number(ReadOnlySpan<char> text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
