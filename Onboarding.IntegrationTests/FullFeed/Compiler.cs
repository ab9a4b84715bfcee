using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Onboarding.IntegrationTests.FullFeed;

/// <summary>
/// Compiles as a build does, with the source generators of the SDK, but with assemblies that are chosen.
/// </summary>
internal static class Compiler
{
    private static readonly CSharpParseOptions Language =
        new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    /// <summary>Everything that these tests were built with: the runtime and every package that restores.</summary>
    private static readonly Lazy<IReadOnlyDictionary<string, MetadataReference>> Here = new(() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .DistinctBy(file => Path.GetFileNameWithoutExtension(file))
            .ToDictionary(
                file => Path.GetFileNameWithoutExtension(file),
                MetadataReference (file) => MetadataReference.CreateFromFile(file)));

    /// <summary>What the switch changes, each compiled anew.</summary>
    private static readonly string[] OwnAssemblies =
        ["Onboarding.ServiceDefaults", "bootstrap", "Onboarding.AppHost", "Onboarding.IntegrationTests"];

    private static readonly Lazy<ISourceGenerator[]> Generators = new(() =>
    [
        .. GeneratorFiles().SelectMany(file => new AnalyzerFileReference(file, new Loader())
            .GetGenerators(LanguageNames.CSharp)),
    ]);

    /// <param name="replaced">They take the place of assemblies of the same name.</param>
    public static CSharpCompilation Compile(
        string assembly, IEnumerable<SyntaxTree> sources, IEnumerable<Compilation> replaced)
    {
        var references = new Dictionary<string, MetadataReference>(Here.Value);
        foreach (var own in OwnAssemblies)
        {
            references.Remove(own);
        }

        foreach (var compilation in replaced)
        {
            references[compilation.AssemblyName!] = compilation.ToMetadataReference();
        }

        return CSharpCompilation.Create(
            assembly,
            sources,
            references.Values,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable,
                allowUnsafe: true,
                // As the SDK sets them: a package may have been built with a lower version of another.
                specificDiagnosticOptions:
                [
                    new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress),
                ]));
    }

    /// <summary>
    /// The project's own files, with what the SDK makes of its properties and what generators make of both.
    /// </summary>
    /// <param name="generates">False leaves out what generators make.</param>
    public static CSharpCompilation Compile(
        ProjectEvaluation project, IEnumerable<Compilation> replaced, bool generates)
    {
        var usings = string.Concat(project.Usings.Select(name => $"global using global::{name};\n"));
        var friends = string.Concat(project.Friends.Select(
            name => $"[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"{name}\")]\n"));
        var sources = project.Files.Select(file => Parse(File.ReadAllText(file), file))
            .Append(Parse(usings + friends, ""));
        var compilation = Compile(project.AssemblyName, sources, replaced);
        if (compilation.SyntaxTrees.SelectMany(tree => tree.GetRoot().ChildNodes()).Any(
            node => node.IsKind(SyntaxKind.GlobalStatement)))
        {
            compilation = compilation.WithOptions(
                compilation.Options.WithOutputKind(OutputKind.ConsoleApplication));
        }

        if (!generates)
        {
            return compilation;
        }

        CSharpGeneratorDriver.Create(Generators.Value, parseOptions: Language)
            .RunGeneratorsAndUpdateCompilation(compilation, out var generated, out _);
        return (CSharpCompilation)generated;
    }

    public static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, Language, path);

    /// <summary>Those of the reference packs, which come with the SDK.</summary>
    private static IEnumerable<string> GeneratorFiles()
    {
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var packs = Path.Combine(runtime, "..", "..", "..", "packs");
        string[] names =
        [
            "System.Text.Json.SourceGeneration.dll", "System.Text.RegularExpressions.Generator.dll",
            "Microsoft.Interop.LibraryImportGenerator.dll", "Microsoft.Extensions.Logging.Generators.dll",
        ];
        return names.Select(name => Directory.EnumerateFiles(packs, name, SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Last());
    }

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        /// <summary>A generator has its helpers beside it, and the compiler here.</summary>
        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);

        public void AddDependencyLocation(string fullPath) =>
            AssemblyLoadContext.Default.Resolving += (context, name) =>
                Path.Combine(Path.GetDirectoryName(fullPath)!, $"{name.Name}.dll") is var file && File.Exists(file)
                    ? context.LoadFromAssemblyPath(file)
                    : null;
    }
}
