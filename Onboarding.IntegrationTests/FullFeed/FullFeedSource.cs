using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Onboarding.IntegrationTests.FullFeed;

/// <summary>
/// Every project that the switch changes, compiled once for all tests: whole, but for this one, of which the switch
/// adds a few files.
/// </summary>
public sealed class FullFeedSource : IAsyncLifetime
{
    /// <summary>Each refers to those before it.</summary>
    private static readonly string[] Names =
    [
        "Onboarding.ServiceDefaults", "Onboarding.Functions", "Onboarding.AppHost", "Onboarding.IntegrationTests",
    ];

    private static readonly Lazy<IReadOnlyList<CSharpCompilation>> Packages = new(PublishedApi.Compile);

    private static readonly Lazy<Task<IReadOnlyList<CompiledProject>>> Compiled = new(CompileAsync);

    internal IReadOnlyList<CSharpCompilation> Published { get; } = Packages.Value;

    internal IReadOnlyList<CompiledProject> Projects { get; private set; } = [];

    /// <summary>A type of a project, to be run where it needs no package that is absent.</summary>
    internal Type Load(string assembly, string type)
    {
        var loaded = new Loaded(Published.Concat(Projects.Select(project => project.Compilation)));
        return loaded.LoadFromAssemblyName(new AssemblyName(assembly)).GetType(type, throwOnError: true)!;
    }

    public async Task InitializeAsync() => Projects = await Compiled.Value;

    public Task DisposeAsync() => Task.CompletedTask;

    private static async Task<IReadOnlyList<CompiledProject>> CompileAsync()
    {
        var evaluations = await Task.WhenAll(Names.Select(name => ProjectEvaluation.ReadAsync(name)));
        List<CompiledProject> done = [];
        foreach (var project in evaluations)
        {
            var isWhole = project.AssemblyName != Names[^1];
            var before = Packages.Value.Concat(done.Select(compiled => compiled.Compilation));
            done.Add(new CompiledProject(project, Compiler.Compile(project, before, isWhole), isWhole));
        }

        return done;
    }

    /// <summary>What is compiled here goes before what these tests were built with, of the same name.</summary>
    private sealed class Loaded(IEnumerable<CSharpCompilation> compilations) : AssemblyLoadContext("full feed")
    {
        private readonly Dictionary<string, CSharpCompilation> _compilations =
            compilations.ToDictionary(compilation => compilation.AssemblyName!);

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            if (!_compilations.TryGetValue(assemblyName.Name!, out var compilation))
            {
                return null;
            }

            using var bytes = new MemoryStream();
            Assert.True(compilation.Emit(bytes).Success, assemblyName.Name);
            bytes.Position = 0;
            return LoadFromStream(bytes);
        }
    }
}

/// <param name="IsWhole">Else only the files that the switch adds are looked at, and nothing was generated.</param>
internal sealed record CompiledProject(ProjectEvaluation Project, CSharpCompilation Compilation, bool IsWhole)
{
    /// <summary>Warnings too, as they are errors in a build.</summary>
    public IEnumerable<string> Faults => (IsWhole
            ? Compilation.GetDiagnostics()
            : Compilation.SyntaxTrees
                .Where(tree => tree.FilePath.EndsWith(".FullFeed.cs", StringComparison.Ordinal))
                .SelectMany(tree => Compilation.GetSemanticModel(tree).GetDiagnostics()))
        .Where(fault => (fault.Severity >= DiagnosticSeverity.Warning && !fault.IsSuppressed) || IsNeedlessUsing(fault))
        .Where(fault => !Project.NoWarn.Contains(fault.Id))
        .Select(fault => fault.ToString());

    /// <summary>IDE0005 is an error in a strict build, which the compiler knows as a hint.</summary>
    private static bool IsNeedlessUsing(Diagnostic fault) => fault.Id == "CS8019"
        && (fault.Location.SourceTree?.FilePath.EndsWith(".FullFeed.cs", StringComparison.Ordinal) == true
            || fault.Location.SourceTree?.FilePath.Contains("/Aspire/", StringComparison.Ordinal) == true);
}
