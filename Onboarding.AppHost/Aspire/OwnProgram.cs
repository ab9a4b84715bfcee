namespace Onboarding.AppHost.Aspire;

/// <summary>How this program is started once more, as a resource of its own graph.</summary>
internal static class OwnProgram
{
    public const string Command = "dotnet";

    /// <summary>Each asks for the embedded host: in the graph functions and dashboard are Aspire's.</summary>
    private static readonly string[] EmbeddedOptions =
        ["--functions", "--no-dashboard", "--ready-file", "--help", "-h", "-?", "--version"];

    public static string File => typeof(OwnProgram).Assembly.Location;

    /// <summary>The folder of the functions' own program, which is beside this one.</summary>
    public static string FunctionsFolder => Path.Combine(AppContext.BaseDirectory, "functions");

    /// <summary>
    /// Verbs (<c>demo</c>, <c>keys</c> …) never start the graph. Other options do, ours as Aspire's own, for example
    /// <c>--operation publish</c>.
    /// </summary>
    public static bool IsEmbedded(IReadOnlyList<string> args) =>
        args.Any(EmbeddedOptions.Contains) || (args.Count > 0 && !args[0].StartsWith('-'));
}
