using System.Text.RegularExpressions;

namespace Onboarding.LocalAws.Tests.Tidy;

/// <summary>What stands twice is one concept without a name.</summary>
public sealed partial class DuplicateTests
{
    private const int RunMax = 5;

    /// <summary>
    /// Lines that say nothing (braces, blank lines), comments, usings and namespaces do not count and do not interrupt.
    /// </summary>
    [Fact]
    public void No_six_lines_of_the_product_stand_twice()
    {
        var runs = new Dictionary<string, string>(StringComparer.Ordinal);
        List<string> offenders = [];
        foreach (var file in Repository.CSharp.Where(f => !f.Path.Contains("Tests/", StringComparison.Ordinal)))
        {
            var lines = Lines(file.Text).ToArray();
            for (var i = 0; i + RunMax < lines.Length; i++)
            {
                var run = string.Join('\n', lines[i..(i + RunMax + 1)].Select(l => l.Text));
                var place = $"{file.Path}:{lines[i].Number}";
                if (!runs.TryAdd(run, place))
                {
                    offenders.Add($"{place} is {runs[run]}");
                }
            }
        }

        Offenders.None(offenders);
    }

    private static IEnumerable<(int Number, string Text)> Lines(string text) =>
        from line in text.Split('\n').Select((l, i) => (Number: i + 1, Text: l.Trim()))
        where line.Text.Any(char.IsLetterOrDigit)
            && !line.Text.StartsWith("//", StringComparison.Ordinal)
            && !Directive().IsMatch(line.Text)
        select line;

    [GeneratedRegex(@"^(using|namespace) [\w.= ]+;$")]
    private static partial Regex Directive();
}
