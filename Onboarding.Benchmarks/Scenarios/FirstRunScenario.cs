using System.Diagnostics;
using Onboarding.Benchmarks.Hosts;
using Onboarding.Benchmarks.Report;

namespace Onboarding.Benchmarks.Scenarios;

/// <summary>
/// What a newcomer waits for: restore, build and start of the last commit, the packages being on the disk.
/// </summary>
internal sealed class FirstRunScenario : Scenario
{
    public override string Name => "first-run";

    public override string Summary => "dotnet run in a clean clone to the whole stack ready, with a warm package cache";

    public override async Task<IReadOnlyList<Measurement>> RunAsync(CancellationToken stop)
    {
        var clone = Directory.CreateTempSubdirectory("onboarding-benchmark-");
        try
        {
            await CloneAsync(clone, stop);
            var time = new Samples();
            // No build server of an earlier build helps a newcomer, and none may outlive the clone.
            string[] run =
            [
                "run", "--project", "Onboarding.AppHost", "--no-launch-profile", "--disable-build-servers", "--",
                "--no-dashboard",
            ];
            await using (var host = await ChildHost.StartAsync(clone, run, stop))
            {
                time.AddMilliseconds(host.StartTime);
            }

            return [time.Describe("first-run", "ms", "clean clone: dotnet run → ready file, packages restored before")];
        }
        finally
        {
            clone.Delete(recursive: true);
        }
    }

    private static async Task CloneAsync(DirectoryInfo folder, CancellationToken stop)
    {
        using var git = Process.Start("git", ["clone", "--quiet", Repository.Root().FullName, folder.FullName]);
        await git.WaitForExitAsync(stop);
        if (git.ExitCode != 0)
        {
            throw new BenchmarkException($"git clone ended with exit code {git.ExitCode}");
        }
    }
}
