using System.Globalization;
using System.Text;

namespace Onboarding.Benchmarks.Report;

/// <summary>All measurements as one Markdown table that also reads well in a terminal.</summary>
internal static class MarkdownTable
{
    private static readonly string[] Header = ["name", "p50", "p95", "unit", "count", "what it measures"];

    public static string Write(IReadOnlyList<Measurement> measurements, string machine)
    {
        List<string[]> rows = [Header, .. measurements.Select(Cells)];
        var widths = Enumerable.Range(0, Header.Length).Select(column => rows.Max(row => row[column].Length)).ToList();
        rows.Insert(1, [.. widths.Select((width, column) => Rule(width, column))]);
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            var cells = row.Select((cell, i) => IsNumber(i) ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]));
            text.Append("| ").AppendJoin(" | ", cells).AppendLine(" |");
        }

        return text.AppendLine().AppendLine(machine).ToString();
    }

    private static string[] Cells(Measurement measured) =>
    [
        measured.Name,
        Format(measured.P50),
        measured.P95 is { } p95 ? Format(p95) : "–",
        measured.Unit,
        measured.Count.ToString(CultureInfo.InvariantCulture),
        measured.What,
    ];

    /// <summary>Three digits that mean something.</summary>
    private static string Format(double value) => Math.Abs(value) switch
    {
        >= 100 => value.ToString("F0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("F1", CultureInfo.InvariantCulture),
        _ => value.ToString("F2", CultureInfo.InvariantCulture),
    };

    private static string Rule(int width, int column) =>
        IsNumber(column) ? new string('-', width - 1) + ":" : new string('-', width);

    private static bool IsNumber(int column) => column is 1 or 2 or 4;
}
