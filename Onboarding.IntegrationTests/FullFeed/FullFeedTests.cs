using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Onboarding.IntegrationTests.FullFeed;

/// <summary>
/// What FullFeed=true compiles, compiled where the packages are not there, against declarations of what it uses of
/// them (docs/adr/0025-let-the-named-packages-back-in-by-one-switch.md).
/// </summary>
public sealed class FullFeedTests(FullFeedSource source) : IClassFixture<FullFeedSource>
{
    [Fact]
    public void Every_project_compiles_without_a_warning() => None(
        source.Projects.SelectMany(project => project.Faults));

    [Fact]
    public void The_declarations_compile_without_a_warning() =>
        None(source.Published.SelectMany(package => package.GetDiagnostics())
            .Where(fault => fault.Severity >= DiagnosticSeverity.Warning && !fault.IsSuppressed)
            .Select(fault => fault.ToString()));

    [Fact]
    public void Nothing_is_declared_that_is_not_used()
    {
        var used = UsedSymbols.Of(
            source.Projects.Select(project => project.Compilation), source.Published);
        None(
            from package in source.Published
            from declaration in PublishedApi.Declarations(package)
            where !used.Contains(declaration.Symbol)
            select $"{declaration.Place}: {declaration.Symbol}");
    }

    /// <summary>The line above a type says where its signatures were read.</summary>
    [Fact]
    public void Every_declared_type_names_its_source() => None(
        from package in source.Published
        from tree in package.SyntaxTrees
        from type in tree.GetRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
        where !type.GetLeadingTrivia().ToFullString().Contains("// https://github.com/", StringComparison.Ordinal)
        select $"{package.AssemblyName}: {type.Identifier}");

    /// <summary>What later versions took away or marked as obsolete, and what no version ever had.</summary>
    [Theory]
    [InlineData("builder.AddNpmApp(\"web\", \".\");")]
    [InlineData("builder.AddLocalAws(\"a\", \"4566\", null!, []);")]
    [InlineData("emulator.WithHttpsHealthCheck(\"/health\");")]
    [InlineData("emulator.WithCommand(\"a\", \"A\", null!, updateState: null);")]
    [InlineData("emulator.WithReference(emulator.Resource);")]
    [InlineData("emulator.WithEnvironment(\"KEY\", builder.AddParameter(\"key\", () => \"\").Resource.Value);")]
    [InlineData("emulator.WithHttpEndpoint(targetPort: \"4566\");")]
    public void A_wrong_use_does_not_compile(string statement)
    {
        var appHost = source.Projects[2].Compilation;
        var planted = Compiler.Parse(
            $$"""
            using Aspire.Hosting;
            using Aspire.Hosting.ApplicationModel;

            namespace Onboarding.AppHost.Aspire;

            internal static class Planted
            {
                public static void Do(
                    IDistributedApplicationBuilder builder, IResourceBuilder<LocalAwsResource> emulator)
                {
                    {{statement}}
                }
            }
            """,
            "Planted.cs");
        Assert.Contains(
            appHost.AddSyntaxTrees(planted).GetSemanticModel(planted).GetDiagnostics(),
            fault => fault.Severity == DiagnosticSeverity.Error);
    }

    [Fact]
    public async Task Without_the_switch_no_file_and_no_package_of_it_is_there()
    {
        string[] projects = ["Onboarding.ServiceDefaults", "Onboarding.Functions", "Onboarding.AppHost"];
        var packages = source.Published.Select(package => package.AssemblyName!).ToHashSet();
        foreach (var project in projects)
        {
            var evaluation = await ProjectEvaluation.ReadAsync(project, fullFeed: false);
            Assert.DoesNotContain(evaluation.Files, file => file.EndsWith(".FullFeed.cs", StringComparison.Ordinal)
                || file.Contains("/Aspire/", StringComparison.Ordinal));
            Assert.DoesNotContain(evaluation.Packages, packages.Contains);
        }
    }

    [Fact]
    public void The_graph_fits_on_a_page()
    {
        var graph = Path.Combine(Stack.RepositoryFolder.Root, "Onboarding.AppHost", "Aspire", "AspireGraph.cs");
        Assert.InRange(File.ReadLines(graph).Count(), 1, 80);
    }

    private static void None(IEnumerable<string> offenders)
    {
        var text = string.Join('\n', offenders);
        Assert.True(text.Length == 0, text);
    }
}
