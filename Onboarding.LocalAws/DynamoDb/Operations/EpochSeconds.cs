using System.Globalization;
using System.Text.Json;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>Times on the wire of the JSON protocols: seconds since 1970 with three decimals.</summary>
internal static class EpochSeconds
{
    public static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> member, DateTimeOffset at)
    {
        json.WritePropertyName(member);
        var seconds = at.ToUnixTimeMilliseconds() / 1000m;
        json.WriteRawValue(seconds.ToString("0.###", CultureInfo.InvariantCulture), skipInputValidation: true);
    }
}
