using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace Onboarding.AppHost.Terminal;

/// <summary>
/// Shows JSON log lines to a person: local time, function, message, the first digits of the trace's id. A longer
/// message goes on below itself, an exception stands below its message. Callers lock the writer for each line, as every
/// logger does that shares one.
/// </summary>
/// <param name="stackName">Left out where a function's name begins with it.</param>
internal sealed class ReadableLog(IAnsiConsole console, string stackName) : TextWriter(CultureInfo.InvariantCulture)
{
    private const int ServiceWidth = 24;
    private const int IdLength = 8;

    /// <summary>They are told apart on a dark background as on a light one.</summary>
    private static readonly Color[] Colors =
        [Color.Teal, Color.Olive, Color.Purple, Color.Green, Color.Navy, Color.Blue];

    private readonly string _prefix = stackName + "-";

    public override Encoding Encoding => Encoding.UTF8;

    /// <exception cref="NotSupportedException">Always: an entry is written as a line.</exception>
    public override void Write(char value) => throw new NotSupportedException("a log entry is written as a line");

    public override void WriteLine(string? value)
    {
        if (value is null or "")
        {
            return;
        }

        if (LogEntry.TryParse(value) is not { Timestamp: { } at, Service: { } service } entry)
        {
            console.Profile.Out.Writer.WriteLine(value);
            return;
        }

        var row = new Grid();
        row.AddColumn(new GridColumn().NoWrap());
        row.AddColumn(new GridColumn().Width(ServiceWidth).NoWrap());
        row.AddColumn(new GridColumn());
        row.AddRow(Time(at), Service(service), Message(entry));
        console.Write(row);
    }

    private static Text Time(DateTimeOffset at) => new(
        at.ToLocalTime().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture), new Style(Color.Grey));

    private Text Service(string service)
    {
        var name = service.StartsWith(_prefix, StringComparison.Ordinal) ? service[_prefix.Length..] : service;
        // The same function has the same colour in every run: string.GetHashCode would not do.
        var color = Colors[name.Sum(letter => letter) % Colors.Length];
        return new Text(name.Length > ServiceWidth ? name[..(ServiceWidth - 1)] + "…" : name, new Style(color));
    }

    private static Paragraph Message(LogEntry entry)
    {
        var message = new Paragraph();
        switch (entry.Level)
        {
            case LogLevel.Warning:
                message.Append("warning ", new Style(Color.Olive));
                break;
            case LogLevel.Error or LogLevel.Critical:
                message.Append("error ", new Style(Color.Red));
                break;
            default:
                break;
        }

        message.Append(entry.Message);
        if ((entry.TraceId ?? entry.RequestId) is { } id)
        {
            message.Append(" " + (id.Length > IdLength ? id[..IdLength] : id), new Style(Color.Grey));
        }

        if (entry.Exception is { } exception)
        {
            message.Append(Environment.NewLine + exception, new Style(Color.Grey));
        }

        return message;
    }
}
