using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.Versioning;
using Onboarding.IntegrationTests.Host;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Deploy;

/// <summary>
/// A copy of what the scripts of eng read, with a package in it, and the settings under which the AWS CLI finds the
/// stand-ins. The executable is an ELF header and no more: nothing runs it here.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class DeploymentFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public DeploymentFolder()
    {
        foreach (var folder in new[] { "eng", "bin", "artifacts/bootstrap", "home" })
        {
            Directory.CreateDirectory(Path.Combine(_folder.Path, folder));
        }

        foreach (var file in new[] { "template.yaml", "eng/package.sh", "eng/deploy.sh", "eng/teardown.sh" })
        {
            File.Copy(Path.Combine(RepositoryFolder.Root, file), Path.Combine(_folder.Path, file));
        }

        File.WriteAllBytes(Executable, [0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, .. new byte[11], 183, 0]);
        using (var package = ZipFile.Open(Package, ZipArchiveMode.Create))
        {
            package.CreateEntryFromFile(Executable, "bootstrap");
        }

        // `dotnet run` of the repository's own host, which is built already.
        AddProgram("dotnet", $"shift 4\nexec '{Environment.ProcessPath}' exec "
            + $"'{Path.Combine(AppContext.BaseDirectory, "Onboarding.AppHost.dll")}' \"$@\"");
        Settings["HOME"] = Path.Combine(_folder.Path, "home");
        Settings["PATH"] = $"{Path.Combine(_folder.Path, "bin")}:{Environment.GetEnvironmentVariable("PATH")}";
        Settings["AWS_ACCESS_KEY_ID"] = Settings["AWS_SECRET_ACCESS_KEY"] = "test";
        Settings["AWS_REGION"] = "us-east-1";
        // The CLI's own retries, of what a stand-in refuses, only take time.
        Settings["AWS_MAX_ATTEMPTS"] = "1";
    }

    public string In(string path) => Path.Combine(_folder.Path, path);

    public Dictionary<string, string?> Settings { get; } = new(StringComparer.Ordinal);

    public string Executable => In("artifacts/bootstrap/bootstrap");

    public string Package => In("artifacts/bootstrap.zip");

    /// <summary>Puts a program before all others on the path.</summary>
    public void AddProgram(string name, string script)
    {
        var path = In("bin/" + name);
        File.WriteAllText(path, $"#!/usr/bin/env bash\n{script}\n");
        File.SetUnixFileMode(
            path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <param name="answer">What a person types.</param>
    public async Task<ScriptRun> RunAsync(string script, string[] arguments, string answer = "")
    {
        var start = new ProcessStartInfo("bash", [In("eng/" + script), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.Path,
        };
        foreach (var (name, value) in Settings)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(answer);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new ScriptRun(process.ExitCode, output, await error);
    }

    public void Dispose() => _folder.Dispose();
}

/// <param name="Output">What it printed, without what it complained of.</param>
internal sealed record ScriptRun(int ExitCode, string Output, string Error)
{
    public void Succeeded() => Assert.True(ExitCode == 0, $"{ExitCode}\n{Output}\n{Error}");
}
