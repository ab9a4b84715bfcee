using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Onboarding.LocalAws.Tests.Tidy;

/// <summary>The emulator's source with its symbols.</summary>
internal static class LocalAwsSource
{
    public const string Root = "Onboarding.LocalAws";

    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    public static IEnumerable<SourceFile> Files =>
        Repository.CSharp.Where(f => f.Path.StartsWith(Root + "/", StringComparison.Ordinal));

    /// <summary>
    /// What source generators add is missing, so that their partial methods have no body: names bind without them.
    /// </summary>
    public static CSharpCompilation Compile()
    {
        var platform = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return CSharpCompilation.Create(
            Root,
            Files.Select(f => f.Tree)
                .Append(CSharpSyntaxTree.ParseText(ImplicitUsings)),
            platform.Split(Path.PathSeparator)
                .Where(path => Path.GetFileNameWithoutExtension(path) != Root)
                .Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
    }
}
