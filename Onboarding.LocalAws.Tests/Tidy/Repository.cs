using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Onboarding.LocalAws.Tests.Tidy;

/// <summary>The files that git tracks, or would if they were added, as text.</summary>
internal static class Repository
{
    private static readonly Lazy<IReadOnlyList<SourceFile>> All = new(ReadAll);

    public static string Root { get; } = FindRoot();

    public static IEnumerable<SourceFile> CSharp =>
        All.Value.Where(f => f.Path.EndsWith(".cs", StringComparison.Ordinal));

    public static IEnumerable<SourceFile> Documents =>
        All.Value.Where(f => f.Path.EndsWith(".md", StringComparison.Ordinal));

    public static IEnumerable<SourceFile> Files => All.Value;

    private static SourceFile[] ReadAll()
    {
        var start = new ProcessStartInfo("git", "ls-files --cached --others --exclude-standard")
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
        };
        using var git = Process.Start(start)!;
        var paths = git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
        return [.. paths
            .Where(p => File.Exists(Path.Combine(Root, p)))
            .Select(p => new SourceFile(p, File.ReadAllText(Path.Combine(Root, p))))];
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Onboarding.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("no Onboarding.sln above the tests");
        }

        return folder.FullName;
    }
}

/// <param name="Path">Relative to the root, with forward slashes.</param>
internal sealed record SourceFile(string Path, string Text)
{
    private readonly Lazy<SyntaxTree> _tree = new(() => CSharpSyntaxTree.ParseText(Text, path: Path));

    /// <summary>Parsed once for all tests that look into it.</summary>
    public SyntaxTree Tree => _tree.Value;

    public string[] Lines => Text.Split('\n');

    public bool IsTest => Path.Split('/')[0].EndsWith("Tests", StringComparison.Ordinal);
}
