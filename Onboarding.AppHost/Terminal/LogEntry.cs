using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Onboarding.AppHost.Terminal;

/// <summary>One log entry, read back from the JSON line that every service writes.</summary>
/// <param name="Id">The trace's id, else the invocation's request id, else null.</param>
internal sealed record LogEntry(
    DateTimeOffset Timestamp, LogLevel Level, string Service, string Message, string? Id, string? Exception)
{
    /// <returns>Null where the line is no such object: what a function prints by itself.</returns>
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
                && Text(entry, "service") is { } service
                && entry.TryGetProperty("timestamp", out var timestamp) && timestamp.TryGetDateTimeOffset(out var at)
                && Enum.TryParse<LogLevel>(Text(entry, "level"), out var level)
                    ? new LogEntry(
                        at, level, service, message, Text(entry, "traceId") ?? Text(entry, "requestId"),
                        Text(entry, "exception"))
                    : null;
        }
        catch (JsonException)
        {
            // It only began like one: the caller shows it as it is.
            return null;
        }
    }

    private static string? Text(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
