using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.FullFeed;

/// <summary>
/// The packages that this feed lacks, each as an assembly that declares what of it is used, as it was published: the
/// files in Published. An assembly is the name of a file up to what distinguishes two files of one.
/// </summary>
internal static class PublishedApi
{
    public static string Folder { get; } =
        Path.Combine(RepositoryFolder.Root, "Onboarding.IntegrationTests", "FullFeed", "Published");

    /// <summary>By package, each of which refers to those before it.</summary>
    private static readonly (string Assembly, string[] Files)[] Packages =
    [
        ("Aspire.Hosting", ["Aspire.Hosting", "Aspire.Hosting.ApplicationModel"]),
        ("Aspire.Hosting.AWS", ["Aspire.Hosting.AWS"]),
        ("AWSSDK.CognitoIdentityProvider", ["AWSSDK.CognitoIdentityProvider"]),
        ("AWSSDK.EventBridge", ["AWSSDK.EventBridge"]),
        ("AWSSDK.SageMakerRuntime", ["AWSSDK.SageMakerRuntime"]),
        ("AWSSDK.Lambda", ["AWSSDK.Lambda"]),
        ("AWSSDK.SimpleEmailV2", ["AWSSDK.SimpleEmailV2"]),
        ("LocalStack.Client", ["LocalStack.Client"]),
        ("OpenTelemetry.Extensions.Hosting", ["OpenTelemetry.Extensions.Hosting"]),
        ("Testcontainers.LocalStack", ["Testcontainers.LocalStack"]),
    ];

    public static IReadOnlyList<CSharpCompilation> Compile()
    {
        List<CSharpCompilation> done = [];
        foreach (var (assembly, files) in Packages)
        {
            var sources = files.Select(file => Path.Combine(Folder, $"{file}.cs"))
                .Select(file => Compiler.Parse(File.ReadAllText(file), file))
                .Append(Compiler.Parse(Usings, ""));
            done.Add(Compiler.Compile(assembly, sources, done));
        }

        return done;
    }

    /// <summary>Every type and member that the files declare, with the place where each stands.</summary>
    public static IEnumerable<(ISymbol Symbol, string Place)> Declarations(CSharpCompilation package) =>
        from tree in package.SyntaxTrees
        where tree.FilePath.Length > 0
        let model = package.GetSemanticModel(tree)
        from node in tree.GetRoot().DescendantNodes().OfType<MemberDeclarationSyntax>()
        where node is not BaseNamespaceDeclarationSyntax
        let symbol = model.GetDeclaredSymbol(node)
        where symbol is not null
        select (symbol, $"{Path.GetFileName(tree.FilePath)}:{tree.GetLineSpan(node.Span).StartLinePosition.Line + 1}");

    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;
}
