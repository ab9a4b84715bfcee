using System.Runtime.InteropServices;

namespace Onboarding.AppHost.Dashboard;

/// <summary>
/// Finds the Aspire CLI, whose bundle holds the dashboard: <c>ASPIRE_DASHBOARD_PATH</c>, then <c>aspire</c> on PATH,
/// then the npm package that eng/aspire/package.json pins, in the current folder or one above it, as the template is
/// found, or above the program.
/// </summary>
internal static class DashboardLocator
{
    public const string PathVariable = "ASPIRE_DASHBOARD_PATH";

    private const string Otherwise = "put the Aspire CLI on PATH, or set ASPIRE_DASHBOARD_PATH";

    private static readonly string FileName = OperatingSystem.IsWindows() ? "aspire.exe" : "aspire";

    /// <summary>What this machine lacks where <see cref="Find"/> found nothing.</summary>
    public static string HowToGetIt => RuntimeInformation.OSArchitecture is Architecture.X64 or Architecture.Arm64
        ? $"npm install --prefix eng/aspire  (or {Otherwise})"
        : $"{Otherwise} (npm has no Aspire CLI for {RuntimeInformation.RuntimeIdentifier})";

    /// <returns>The executable's full path, or null where there is none.</returns>
    /// <exception cref="FileNotFoundException">ASPIRE_DASHBOARD_PATH names a file that does not exist.</exception>
    public static string? Find(Func<string, string?> readVariable, params IEnumerable<string> startFolders)
    {
        if (readVariable(PathVariable) is { Length: > 0 } named)
        {
            return File.Exists(named)
                ? named
                : throw new FileNotFoundException($"{PathVariable} names '{named}', which does not exist");
        }

        return FindOnPath(readVariable("PATH") ?? "")
            ?? startFolders.Select(FindInPackage).FirstOrDefault(found => found is not null);
    }

    private static string? FindOnPath(string path) =>
        path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, FileName))
            .FirstOrDefault(File.Exists);

    private static string? FindInPackage(string startFolder)
    {
        for (var folder = new DirectoryInfo(startFolder); folder is not null; folder = folder.Parent)
        {
            var packages = Path.Combine(folder.FullName, "eng", "aspire", "node_modules", "@microsoft");
            if (Directory.Exists(packages))
            {
                // npm installs only the package of this operating system and processor.
                return Directory.EnumerateDirectories(packages, "aspire-cli-*")
                    .Select(package => Path.Combine(package, "bin", FileName))
                    .FirstOrDefault(File.Exists);
            }
        }

        return null;
    }
}
