using System.Globalization;

namespace Onboarding.IntegrationTests.Host;

/// <summary>
/// A process's calendar that a test can turn while it runs, by Debian's libfaketime. Its monotonic clock stays real, as
/// that of a Linux machine does in suspend.
/// </summary>
internal sealed class FakeTime : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly bool _followsAtOnce;
    private TimeSpan _ahead;

    /// <param name="followsAtOnce">
    /// False where a jump may be seen up to a second later, which makes each look at the clock a lot cheaper.
    /// </param>
    public FakeTime(bool followsAtOnce = false)
    {
        _followsAtOnce = followsAtOnce;
        Write();
    }

    /// <summary>For programs with threads; null where it is not installed.</summary>
    public static string? Library { get; } =
        Directory.Exists("/usr/lib")
            ? Directory.EnumerateDirectories("/usr/lib", "*-linux-gnu")
                .Select(d => Path.Combine(d, "faketime", "libfaketimeMT.so.1"))
                .FirstOrDefault(File.Exists)
            : null;

    /// <summary>What a process needs to live in this time.</summary>
    public IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string>
    {
        ["LD_PRELOAD"] = Library!,
        ["FAKETIME_TIMESTAMP_FILE"] = OffsetPath,
        [_followsAtOnce ? "FAKETIME_NO_CACHE" : "FAKETIME_CACHE_DURATION"] = _followsAtOnce ? "1" : "0",
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
        // Otherwise each wait with a time limit ends at once, a clean stop's, too: it corrects for an older glibc.
        ["FAKETIME_FORCE_MONOTONIC_FIX"] = "0",
    };

    private string OffsetPath => Path.Combine(_folder.Path, "offset");

    /// <summary>From now on the calendar shows that much more.</summary>
    public void Jump(TimeSpan by)
    {
        _ahead += by;
        Write();
    }

    /// <summary>An executable that runs a program in this time, even with an empty environment.</summary>
    public FileInfo Launcher(string program)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("There is no libfaketime.");
        }

        var launcher = new FileInfo(Path.Combine(_folder.Path, "launcher"));
        var variables = Variables.Select(variable => $"export {variable.Key}='{variable.Value}'");
        File.WriteAllLines(launcher.FullName, ["#!/bin/sh", .. variables, $"exec {program}"]);
        launcher.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        return launcher;
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>By renaming: a process that reads meanwhile sees the one or the other.</summary>
    private void Write()
    {
        var next = OffsetPath + ".next";
        File.WriteAllText(next, _ahead.TotalSeconds.ToString("+0;-0;+0", CultureInfo.InvariantCulture));
        File.Move(next, OffsetPath, overwrite: true);
    }
}

/// <summary>Skipped by name where libfaketime is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FakeTimeTheoryAttribute : TheoryAttribute
{
    public FakeTimeTheoryAttribute() =>
        Skip = FakeTime.Library is null ? "no libfaketime: apt-get install faketime" : null;
}
