using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Onboarding.AppHost.Dashboard.Logs;

/// <summary>
/// A line that a function wrote, for a person. From
/// <c>{"timestamp":"…","level":"Warning","service":"…","traceId":"4bf9…","message":"failed: …"}</c> becomes
/// <c>Warning failed: … trace=4bf9…</c>; what is no such JSON stays as it is.
/// </summary>
internal static class FunctionLine
{
    private const string Dim = "\u001b[90m";
    private const string Reset = "\u001b[0m";

    public static void AddTo(ConsoleLog log, string line)
    {
        if (!line.StartsWith('{'))
        {
            log.Add(line);
            return;
        }

        try
        {
            using var document = JsonDocument.Parse(line);
            log.Add(Format(document.RootElement) ?? line, TimeOf(document.RootElement));
        }
        catch (JsonException)
        {
            // A function may print what it likes.
            log.Add(line);
        }
    }

    /// <returns>Null where there is no message.</returns>
    private static string? Format(JsonElement entry)
    {
        if (Text(entry, "message") is not { } message)
        {
            return null;
        }

        var level = Text(entry, "level") ?? "Information";
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{ColourOf(level)}{level}{Reset} {message}");
        if (Text(entry, "traceId") is { } trace)
        {
            text.Append(CultureInfo.InvariantCulture, $" {Dim}trace={trace}{Reset}");
        }

        if (Text(entry, "requestId") is { } request)
        {
            text.Append(CultureInfo.InvariantCulture, $" {Dim}request={request}{Reset}");
        }

        return Text(entry, "exception") is { } exception ? $"{text}\n{exception}" : text.ToString();
    }

    private static DateTimeOffset? TimeOf(JsonElement entry) =>
        DateTimeOffset.TryParse(
            Text(entry, "timestamp"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at
            : null;

    private static string ColourOf(string level) => level switch
    {
        "Critical" or "Error" => "\u001b[31m",
        "Warning" => "\u001b[33m",
        "Information" => "\u001b[32m",
        _ => Dim,
    };

    private static string? Text(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
