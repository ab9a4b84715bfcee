using System.Text.RegularExpressions;

namespace Onboarding.LocalAws.Tests.Tidy;

public sealed partial class DocumentTests
{
    [Fact]
    public void Every_path_in_a_document_exists()
    {
        Offenders.None(
            from document in Repository.Documents
            from path in PathsIn(document)
            where !File.Exists(path.Full) && !Directory.Exists(path.Full)
            select $"{document.Path}: {path.Text}");
    }

    [Fact]
    public void The_architecture_fits_in_one_sitting()
    {
        Assert.InRange(File.ReadLines(Path.Combine(Repository.Root, "ARCHITECTURE.md")).Count(), 1, 150);
    }

    private static IEnumerable<(string Text, string Full)> PathsIn(SourceFile document)
    {
        var folder = Path.Combine(Repository.Root, Path.GetDirectoryName(document.Path)!);
        foreach (Match link in Links().Matches(document.Text))
        {
            yield return (link.Groups[1].Value, Path.Combine(folder, link.Groups[1].Value));
        }

        foreach (Match code in Code().Matches(document.Text))
        {
            yield return (code.Groups[1].Value, Path.Combine(Repository.Root, code.Groups[1].Value));
        }
    }

    /// <summary>[text](relative/path.md), without addresses and anchors.</summary>
    [GeneratedRegex(@"\]\((?!https?:|#|mailto:)([^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Links();

    /// <summary>`Onboarding.LocalAws/Wire/Edge` or `eng/…`: a path from the root, in code marks.</summary>
    [GeneratedRegex(@"`((?:Onboarding\.[A-Za-z.]+|eng|docs|\.ci)/[A-Za-z0-9_./-]*[A-Za-z0-9_/])`")]
    private static partial Regex Code();
}
