using System.Globalization;

namespace Onboarding.Functions.Users;

/// <summary>Times in items and answers: ISO 8601, UTC, milliseconds; as text they sort by time.</summary>
internal static class Timestamp
{
    public static string Format(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
