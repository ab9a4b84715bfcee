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
        var ended = await TryAsync(program, arguments, folder);
        Assert.True(ended.ExitCode == 0, $"{ended.Output}\n{ended.Error}");
        return ended.Output;
    }

    /// <summary>For a caller who looks at the exit code.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> TryAsync(
        string program, IReadOnlyList<string> arguments, string? folder = null)
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
        return (process.ExitCode, output, await error);
    }
}
