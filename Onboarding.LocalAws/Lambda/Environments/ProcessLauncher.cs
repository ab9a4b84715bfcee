using System.Diagnostics;
using Onboarding.LocalAws.Lambda.Model;

namespace Onboarding.LocalAws.Lambda.Environments;

/// <summary>
/// Runs each environment as a process of its own, so that it can be killed and measured as Lambda does. A child does
/// not outlive a host that was killed: its standard input, which this host holds open, ends, and what watches it
/// (Onboarding.Functions does, told by a variable) ends with it; any other runtime ends when its next poll fails.
/// </summary>
internal sealed class ProcessLauncher(FileInfo bootstrap, TimeProvider time) : IEnvironmentLauncher
{
    /// <summary>How often a process's memory is compared with its limit.</summary>
    private static readonly TimeSpan MemoryCheckPeriod = TimeSpan.FromMilliseconds(250);

    /// <summary>What a system or the .NET host needs to start a program at all; nothing else is inherited.</summary>
    private static readonly string[] Inherited =
        ["PATH", "DOTNET_ROOT", "DOTNET_ROOT_X64", "DOTNET_ROOT_ARM64", "TMPDIR", "TEMP", "TMP", "SystemRoot"];

    public bool Starts(FunctionDefinition function) => true;

    public async Task<EnvironmentExit> RunAsync(EnvironmentStart start, CancellationToken kill)
    {
        using var process = new Process { StartInfo = Describe(start) };
        process.OutputDataReceived += (_, line) => Log(start, line.Data);
        process.ErrorDataReceived += (_, line) => Log(start, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        using var watching = new CancellationTokenSource();
        var memory = WatchMemoryAsync(process, start.Function.MemorySizeMegabytes, watching.Token);
        await using (kill.UnsafeRegister(_ => Kill(process), null))
        {
            await process.WaitForExitAsync(CancellationToken.None);
        }

        await watching.CancelAsync();
        return await memory
            ? new EnvironmentExit("Runtime exited with error: signal: killed", IsOutOfMemory: true)
            : Describe(process.ExitCode);
    }

    private ProcessStartInfo Describe(EnvironmentStart start)
    {
        string[] command = bootstrap.Extension.Equals(".dll", StringComparison.OrdinalIgnoreCase)
            ? [DotnetHost(), bootstrap.FullName]
            : [bootstrap.FullName];
        // Ctrl-C reaches every process of the terminal's group: a session of its own lets the host stop its functions
        // in order instead of losing them at once.
        command = File.Exists("/usr/bin/setsid") ? ["/usr/bin/setsid", .. command] : command;
        var info = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = bootstrap.DirectoryName,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        SetVariables(info, start);
        return info;
    }

    private void SetVariables(ProcessStartInfo info, EnvironmentStart start)
    {
        var inherited = Inherited.Select(name => (Name: name, Value: Environment.GetEnvironmentVariable(name)));
        info.Environment.Clear();
        foreach (var (name, value) in inherited)
        {
            if (value is not null)
            {
                info.Environment[name] = value;
            }
        }

        info.Environment["ONBOARDING_LIFELINE"] = "stdin";
        info.Environment["LAMBDA_TASK_ROOT"] = bootstrap.DirectoryName;
        foreach (var (name, value) in start.Variables)
        {
            info.Environment[name] = value;
        }
    }

    /// <summary>The dotnet that runs this host, else the one on PATH.</summary>
    private static string DotnetHost() =>
        Environment.ProcessPath is { } self && Path.GetFileNameWithoutExtension(self) == "dotnet"
            ? self
            : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <returns>True where the process grew over its limit and was killed for it.</returns>
    private async Task<bool> WatchMemoryAsync(Process process, int limitMegabytes, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(MemoryCheckPeriod, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                process.Refresh();
                if (process.WorkingSet64 > limitMegabytes * 1024L * 1024L)
                {
                    Kill(process);
                    return true;
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or InvalidOperationException)
        {
            // The process has ended by itself: there is nothing left to measure.
            return false;
        }

        return false;
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended in this very moment, which is what was wanted.
            return;
        }
    }

    private static void Log(EnvironmentStart start, string? line)
    {
        if (!string.IsNullOrEmpty(line))
        {
            start.Log(line);
        }
    }

    /// <summary>Above 128 it is a signal, as shells and .NET count: 137 is SIGKILL.</summary>
    private static EnvironmentExit Describe(int exitCode) => exitCode switch
    {
        137 => new EnvironmentExit("Runtime exited with error: signal: killed"),
        143 => new EnvironmentExit("Runtime exited with error: signal: terminated"),
        139 => new EnvironmentExit("Runtime exited with error: signal: segmentation fault"),
        134 => new EnvironmentExit("Runtime exited with error: signal: aborted"),
        _ => EnvironmentExit.WithCode(exitCode),
    };
}
