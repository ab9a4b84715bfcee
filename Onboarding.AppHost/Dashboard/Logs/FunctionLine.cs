using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using Onboarding.AppHost.Terminal;

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
        if (LogEntry.TryParse(line) is { } entry)
        {
            log.Add(Format(entry), entry.Timestamp);
        }
        else
        {
            log.Add(line);
        }
    }

    private static string Format(LogEntry entry)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{ColourOf(entry.Level)}{entry.Level}{Reset} {entry.Message}");
        if (entry.TraceId is { } trace)
        {
            text.Append(CultureInfo.InvariantCulture, $" {Dim}trace={trace}{Reset}");
        }

        if (entry.RequestId is { } request)
        {
            text.Append(CultureInfo.InvariantCulture, $" {Dim}request={request}{Reset}");
        }

        return entry.Exception is { } exception ? $"{text}\n{exception}" : text.ToString();
    }

    private static string ColourOf(LogLevel level) => level switch
    {
        LogLevel.Critical or LogLevel.Error => "\u001b[31m",
        LogLevel.Warning => "\u001b[33m",
        LogLevel.Information => "\u001b[32m",
        _ => Dim,
    };
}
