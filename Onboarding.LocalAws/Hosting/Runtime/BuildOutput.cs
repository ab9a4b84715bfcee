using Onboarding.LocalAws.Lambda.Model;

namespace Onboarding.LocalAws.Hosting.Runtime;

/// <summary>Finds what a build has left in the folder that a template's CodeUri names.</summary>
internal static class BuildOutput
{
    /// <param name="folder">The template's.</param>
    /// <returns>Null, and the reason, where there is nothing to run.</returns>
    public static FileInfo? Find(FunctionDefinition function, string folder, out FunctionFault? fault)
    {
        var code = new DirectoryInfo(Path.GetFullPath(function.CodeUri ?? "", folder));
        var assembly = function.Handler + ".dll";
        var bin = new DirectoryInfo(Path.Combine(code.FullName, "bin"));
        var found = Named(code, "bootstrap") ?? Named(code, "bootstrap.dll") ?? Named(code, assembly)
            ?? Newest(bin, "bootstrap.dll") ?? Newest(bin, assembly);
        fault = found is null
            ? new FunctionFault(
                $"its CodeUri '{code.FullName}' has neither bootstrap nor bootstrap.dll nor {assembly}, "
                + "and its bin folder no such .dll: build it",
                nameof(function.CodeUri))
            : null;
        return found;
    }

    private static FileInfo? Named(DirectoryInfo folder, string name) =>
        new FileInfo(Path.Combine(folder.FullName, name)) is { Exists: true } file ? file : null;

    /// <summary>
    /// A build has one assembly per configuration and framework. One without runtime configuration is a copy for
    /// another project's reference, which cannot be run.
    /// </summary>
    private static FileInfo? Newest(DirectoryInfo bin, string assembly) =>
        bin.Exists
            ? bin.EnumerateFiles(assembly, SearchOption.AllDirectories)
                .Where(file => File.Exists(Path.ChangeExtension(file.FullName, ".runtimeconfig.json")))
                .MaxBy(file => file.LastWriteTimeUtc)
            : null;
}
