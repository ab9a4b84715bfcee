using System.Globalization;

namespace Onboarding.LocalAws.Kernel;

/// <summary>Times as AWS writes them in documents and events.</summary>
internal static class IsoTime
{
    /// <returns><c>2026-11-20T12:00:00.000Z</c>.</returns>
    public static string Milliseconds(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
