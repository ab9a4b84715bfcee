using System.Diagnostics;

namespace Onboarding.IntegrationTests.Host;

/// <summary>
/// A tmpfs of a few megabytes in a user and mount namespace of its own, which needs no root: a process waits in there
/// so that it outlives the hosts that are started on it.
/// </summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly Process _holder;
    private readonly TemporaryFolder _folder;

    private SmallDisk(Process holder, TemporaryFolder folder)
    {
        _holder = holder;
        _folder = folder;
    }

    /// <summary>As hosts on this disk see it.</summary>
    public string Path => _folder.Path;

    public static async Task<SmallDisk> MountAsync(int megabytes)
    {
        var folder = new TemporaryFolder();
        var holder = Process.Start(Unshare($"""
            mount -t tmpfs -o size={megabytes}m none '{folder.Path}' && echo mounted && exec cat
            """))!;
        Assert.Equal("mounted", await holder.StandardOutput.ReadLineAsync());
        return new SmallDisk(holder, folder);
    }

    /// <returns>Why there can be none on this machine; null where there can.</returns>
    public static string? FindObstacle()
    {
        try
        {
            var folder = System.IO.Path.GetTempPath();
            using var probe = Process.Start(Unshare($"mount -t tmpfs -o size=1m none '{folder}'"))!;
            probe.StandardInput.Close();
            var error = probe.StandardError.ReadToEnd();
            probe.WaitForExit();
            return probe.ExitCode == 0 ? null : $"no tmpfs in a user namespace: {error.Trim()}";
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return $"no unshare(1): {e.Message}";
        }
    }

    public HostProcess Start(params string[] arguments) => HostProcess.StartBy(Command(), arguments);

    public async Task MakeReadOnlyAsync()
    {
        var command = Command();
        var start = new ProcessStartInfo(command[0], [.. command[1..], "mount", "-o", "remount,ro", Path]);
        using var mount = Process.Start(start)!;
        await mount.WaitForExitAsync();
        Assert.Equal(0, mount.ExitCode);
    }

    public async ValueTask DisposeAsync()
    {
        _holder.StandardInput.Close();
        await _holder.WaitForExitAsync();
        _holder.Dispose();
        _folder.Dispose();
    }

    private string[] Command() =>
        ["nsenter", $"--target={_holder.Id}", "--user", "--mount", "--preserve-credentials", "--"];

    private static ProcessStartInfo Unshare(string script) =>
        new("unshare", ["--user", "--map-root-user", "--mount", "--", "sh", "-c", script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
}

/// <summary>A test that is skipped, with the reason, where a <see cref="SmallDisk"/> cannot be had.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Obstacle = new(SmallDisk.FindObstacle);

    public SmallDiskFactAttribute() => Skip = Obstacle.Value;
}
