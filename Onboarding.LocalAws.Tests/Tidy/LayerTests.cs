using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Onboarding.LocalAws.Tests.Tidy;

/// <summary>
/// Arrows point down one list of layers. Symbols are compared, not texts: a relative name (<c>Wire.AwsError</c>) and an
/// inherited member cross a layer as much as a using does.
/// </summary>
public sealed class LayerTests
{
    private const string Root = LocalAwsSource.Root;

    /// <summary>
    /// From the lowest up; the folders of one line do not know each other. A folder that holds others is named with
    /// them where they are layers of their own.
    /// </summary>
    private static readonly string[][] Layers =
    [
        ["Kernel"],
        ["EventPatterns", "Routes", "Schedules"],
        ["Wire"],
        [
            "Cognito", "CognitoIdentity", "DynamoDb", "EventBridge", "HttpApi", "Lambda", "Rdap", "S3",
            "SageMakerRuntime", "Ses", "Sns", "Sqs", "StepFunctions", "Sts", "Template",
        ],
        // AWS's second API over what DynamoDB writes.
        ["DynamoDbStreams"],
        ["Wiring"],
        ["Provisioning"],
        ["Hosting"],
    ];

    /// <summary>
    /// Folders that may know less than all that is below them. Of the services, provisioning knows what it hands over
    /// in this process; all else goes over the wire (docs/adr/0006-provision-over-the-wire.md).
    /// </summary>
    private static readonly Dictionary<string, string[]> KnowsOnly = new()
    {
        ["Template"] = ["Kernel", "EventPatterns", "Routes", "Schedules"],
        ["DynamoDbStreams"] = ["Kernel", "Wire", "DynamoDb"],
        ["Provisioning"] =
        [
            "Kernel", "EventPatterns", "Routes", "Schedules", "Wire", "Template", "Lambda", "HttpApi", "StepFunctions",
            "Sts",
        ],
    };

    private static readonly Dictionary<string, int> LevelOf = Layers
        .SelectMany((names, level) => names.Select(name => (name, level)))
        .ToDictionary(layer => layer.name, layer => layer.level);

    [Fact]
    public void Every_folder_is_in_the_list() =>
        Offenders.None(
            LocalAwsSource.Files.Select(f => FolderOf(f.Path)).Distinct().Where(f => !LevelOf.ContainsKey(f)));

    [Fact]
    public void No_folder_knows_one_beside_or_above_it()
    {
        var compilation = LocalAwsSource.Compile();
        var arrows = compilation.SyntaxTrees.Where(tree => tree.FilePath.Length > 0).AsParallel()
            .SelectMany(tree => Arrows(compilation.GetSemanticModel(tree)))
            .ToList();
        // Otherwise nothing was bound, and nothing checked.
        Assert.Contains(arrows, a => a is { From: "Hosting", To: "Kernel" });
        Offenders.None(arrows.Where(IsWrong)
            .Select(a => $"{a.File} uses {a.Symbol} of {a.To}").Distinct().Order(StringComparer.Ordinal));
    }

    private static bool IsWrong(Arrow arrow) =>
        LevelOf[arrow.To] >= LevelOf[arrow.From]
        || (KnowsOnly.TryGetValue(arrow.From, out var known) && !known.Contains(arrow.To));

    private static IEnumerable<Arrow> Arrows(SemanticModel model)
    {
        var (file, folder) = (model.SyntaxTree.FilePath, FolderOf(model.SyntaxTree.FilePath));
        return
            from name in model.SyntaxTree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
            let symbol = model.GetSymbolInfo(name).Symbol
            where symbol is not null
            let to = FolderOf(symbol)
            where to is not null && to != folder
            select new Arrow(file, folder, to, symbol.ToDisplayString());
    }

    /// <returns>Null where the symbol is none of this assembly's, or a namespace.</returns>
    private static string? FolderOf(ISymbol symbol)
    {
        var space = symbol is INamespaceSymbol ? null : symbol.ContainingNamespace?.ToDisplayString();
        return space is not null && space.StartsWith(Root + ".", StringComparison.Ordinal)
            ? space[(Root.Length + 1)..].Split('.')[0]
            : null;
    }

    private static string FolderOf(string path) => path.Split('/')[1];

    private sealed record Arrow(string File, string From, string To, string Symbol);
}
