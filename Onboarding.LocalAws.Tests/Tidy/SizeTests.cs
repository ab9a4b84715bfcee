using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Onboarding.LocalAws.Tests.Tidy;

/// <summary>A file or method that outgrows these limits hides a concept that wants a name.</summary>
public sealed class SizeTests
{
    private const int FileLinesMax = 400;
    private const int TestFileLinesMax = 600;
    private const int MethodLinesMax = 70;
    private const int ColumnsMax = 120;

    [Fact]
    public void No_file_is_too_long()
    {
        Offenders.None(Repository.CSharp
            .Where(f => f.Lines.Length - 1 > (f.IsTest ? TestFileLinesMax : FileLinesMax))
            .Select(f => $"{f.Path}: {f.Lines.Length - 1} lines"));
    }

    [Fact]
    public void No_line_is_too_wide()
    {
        Offenders.None(
            from file in Repository.CSharp
            from line in file.Lines.Select((text, index) => (text, Number: index + 1))
            where line.text.Length > ColumnsMax && !IsAddress(line.text)
            select $"{file.Path}:{line.Number}: {line.text.Length} columns");
    }

    [Fact]
    public void No_method_is_too_long()
    {
        Offenders.None(
            from file in Repository.CSharp
            from method in file.Tree.GetRoot().DescendantNodes().OfType<BaseMethodDeclarationSyntax>()
            let span = file.Tree.GetLineSpan(method.Span).Span
            let lines = span.End.Line - span.Start.Line + 1
            where lines > MethodLinesMax
            select $"{file.Path}:{span.Start.Line + 1}: {lines} lines");
    }

    /// <summary>An address in a comment cannot be broken.</summary>
    private static bool IsAddress(string line) =>
        line.TrimStart().StartsWith("//", StringComparison.Ordinal)
        && line.Contains("https://", StringComparison.Ordinal);
}
