using System.Diagnostics;

namespace Onboarding.IntegrationTests.Stack;

/// <summary>A program that runs to its end beside the test.</summary>
internal static class ChildProcess
{
    /// <summary>Runs a script in bash, which ends at the first command that fails.</summary>
    public static Task<string> BashAsync(string script, string? folder = null) =>
        RunAsync("bash", ["-c", "set -euo pipefail\n" + script], folder);

    /// <summary>Fails, with all that the program wrote, where its exit code is not 0.</summary>
    /// <returns>What it wrote to its standard output.</returns>
    public static async Task<string> RunAsync(string program, IReadOnlyList<string> arguments, string? folder = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? RepositoryFolder.Root,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{output}\n{await error}");
        return output;
    }
}
