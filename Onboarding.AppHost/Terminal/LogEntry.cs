using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Onboarding.AppHost.Terminal;

/// <summary>One log entry, read back from the JSON line that every service writes.</summary>
/// <param name="Timestamp">Null in the line of a function that leaves it out, as <paramref name="Service"/> is.</param>
internal sealed record LogEntry(
    DateTimeOffset? Timestamp,
    LogLevel Level,
    string? Service,
    string Message,
    string? TraceId,
    string? RequestId,
    string? Exception)
{
    /// <summary>Whether it says when it was written and by whom, as those of this application do.</summary>
    public bool IsWhole => Timestamp is not null && Service is not null;

    /// <returns>Null where the line is no object with a message: what a function prints by itself.</returns>
    public static LogEntry? TryParse(string line)
    {
        if (!line.StartsWith('{'))
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(line);
            var entry = json.RootElement;
            return Text(entry, "message") is { } message
                ? new LogEntry(
                    TimeOf(entry),
                    Enum.TryParse<LogLevel>(Text(entry, "level"), out var level) ? level : LogLevel.Information,
                    Text(entry, "service"),
                    message,
                    Text(entry, "traceId"),
                    Text(entry, "requestId"),
                    Text(entry, "exception"))
                : null;
        }
        catch (JsonException)
        {
            // It only began like one: the caller shows it as it is.
            return null;
        }
    }

    private static DateTimeOffset? TimeOf(JsonElement entry) =>
        DateTimeOffset.TryParse(
            Text(entry, "timestamp"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at
            : null;

    private static string? Text(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
