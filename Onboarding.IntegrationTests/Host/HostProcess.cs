using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Onboarding.IntegrationTests.Host;

/// <summary>Onboarding.AppHost as its own process, as a person starts it.</summary>
internal sealed partial class HostProcess : IAsyncDisposable
{
    /// <summary>Where the process keeps and finds what belongs to its user.</summary>
    public const string UserFolderVariable = "XDG_DATA_HOME";

    private static readonly TimeSpan StartTimeMax = TimeSpan.FromSeconds(60);

    /// <summary>Of a host that is built first, on a machine that builds something else, too.</summary>
    private static readonly TimeSpan BuildTimeMax = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(20);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private readonly DirectoryInfo _folder;
    private readonly TimeSpan _startTimeMax;

    private HostProcess(Process process, DirectoryInfo folder, TimeSpan startTimeMax)
    {
        _process = process;
        _folder = folder;
        _startTimeMax = startTimeMax;
        process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(_error, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Output => Read(_output);

    public string Error => Read(_error);

    public int Id => _process.Id;

    private string ReadyPath => Path.Combine(_folder.FullName, "ready.json");

    public static HostProcess Start(params string[] arguments) =>
        Start(new Dictionary<string, string>(), arguments);

    /// <param name="variables">Of the process's environment, besides those of the test's.</param>
    public static HostProcess Start(IReadOnlyDictionary<string, string> variables, params string[] arguments) =>
        Start([], variables, arguments);

    /// <param name="command">A command that becomes the host, such as <c>nsenter</c>.</param>
    public static HostProcess StartBy(IReadOnlyList<string> command, IReadOnlyList<string> arguments) =>
        Start(command, new Dictionary<string, string>(), arguments);

    /// <summary>A process that may have no more files and sockets open than that.</summary>
    public static HostProcess StartWithFiles(int limit, params string[] arguments) =>
        StartBy(["sh", "-c", $"ulimit -n {limit} && exec \"$@\"", "sh"], arguments);

    /// <summary>
    /// <c>dotnet watch</c>, which builds the host of a copy of the repository and applies what is edited.
    /// </summary>
    public static HostProcess Watch(string repository, params string[] arguments)
    {
        string[] program = ["dotnet", "watch", "--project", "Onboarding.AppHost", "--non-interactive", "--"];
        return Start(Describe(program, repository), arguments, BuildTimeMax);
    }

    /// <summary>Another program that takes <c>--ready-file</c> and ends on Ctrl-C.</summary>
    public static HostProcess StartProgram(string path, string folder, params string[] arguments) =>
        Start(Describe([path], folder), arguments, StartTimeMax);

    private static HostProcess Start(
        IReadOnlyList<string> command,
        IReadOnlyDictionary<string, string> variables,
        IReadOnlyList<string> arguments)
    {
        string[] program = [.. command, "dotnet", Path.Combine(AppContext.BaseDirectory, "Onboarding.AppHost.dll")];
        var start = Describe(program, Environment.CurrentDirectory);
        // Where commands look for running hosts (RunningHosts.OfThisUser): each process has a machine to itself.
        start.Environment[UserFolderVariable] = "{folder}";
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return Start(start, arguments, StartTimeMax);
    }

    private static ProcessStartInfo Describe(string[] program, string folder) => new(program[0], program[1..])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        WorkingDirectory = folder,
    };

    private static HostProcess Start(ProcessStartInfo start, IReadOnlyList<string> arguments, TimeSpan startTimeMax)
    {
        var folder = Directory.CreateTempSubdirectory("onboarding-");
        if (start.Environment.TryGetValue(UserFolderVariable, out var named) && named == "{folder}")
        {
            start.Environment[UserFolderVariable] = folder.FullName;
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument.Replace("{ready}", Path.Combine(folder.FullName, "ready.json")));
        }

        return new HostProcess(Process.Start(start)!, folder, startTimeMax);
    }

    /// <summary>Waits for <c>--ready-file {ready}</c>.</summary>
    public async Task<JsonElement> ReadyAsync()
    {
        var started = Stopwatch.GetTimestamp();
        while (!File.Exists(ReadyPath))
        {
            Assert.False(_process.HasExited, $"exited with {Error}");
            Assert.True(Stopwatch.GetElapsedTime(started) < _startTimeMax, $"not ready: {Output} {Error}");
            await Task.Delay(PollEvery, TimeProvider.System);
        }

        return JsonDocument.Parse(await File.ReadAllTextAsync(ReadyPath)).RootElement;
    }

    public async Task<int> ExitedAsync()
    {
        using var deadline = new CancellationTokenSource(StartTimeMax, TimeProvider.System);
        await _process.WaitForExitAsync(deadline.Token);
        return _process.ExitCode;
    }

    /// <summary>Ctrl-C.</summary>
    public void Interrupt()
    {
        const int sigint = 2;
        Assert.Equal(0, Kill(_process.Id, sigint));
    }

    /// <summary>What a crash or a power button does: nothing gets to say goodbye.</summary>
    public async Task KillAsync()
    {
        const int sigkill = 9;
        Assert.Equal(0, Kill(_process.Id, sigkill));
        await _process.WaitForExitAsync();
    }

    /// <summary>What a debugger or a closed lid does: nothing runs until <see cref="Continue"/>.</summary>
    public void Stop()
    {
        const int sigstop = 19;
        Assert.Equal(0, Kill(_process.Id, sigstop));
    }

    public void Continue()
    {
        const int sigcont = 18;
        Assert.Equal(0, Kill(_process.Id, sigcont));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static void Keep(StringBuilder to, string? line)
    {
        lock (to)
        {
            to.AppendLine(line);
        }
    }

    private static string Read(StringBuilder from)
    {
        lock (from)
        {
            return from.ToString().TrimEnd();
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int processId, int signal);
}
