using System.Globalization;

namespace Onboarding.LocalAws.DynamoDbStreams;

/// <summary>
/// Sequence numbers on the wire: 21 digits, as AWS's shortest, of one length so that they also sort as text.
/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_StreamRecord.html: 21 to 40 digits.
/// </summary>
internal static class SequenceNumber
{
    public const int LengthMin = 21;
    public const int LengthMax = 40;

    private const char Lead = '1';

    public static string Format(ulong number) => string.Create(CultureInfo.InvariantCulture, $"{Lead}{number:D20}");

    public static bool TryParse(string text, out ulong number)
    {
        number = 0;
        return text.Length == LengthMin && text[0] == Lead
            && ulong.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
