using System.Runtime.Versioning;
using Onboarding.LocalAws.Kernel;

namespace Onboarding.LocalAws.Tests.Kernel;

[UnsupportedOSPlatform("windows")]
public sealed class TemporaryFolderTests
{
    private readonly string _prefix = $"onboarding-test-{RandomSource.System.NextGuid():n}-";

    [Fact]
    public void Goes_with_whatever_is_in_it()
    {
        string path;
        using (var folder = new TemporaryFolder(_prefix))
        {
            path = folder.Create();
            Assert.Equal(path, folder.Create());
            Assert.Equal((UnixFileMode)0b111_000_000, File.GetUnixFileMode(path));
            File.WriteAllText(Path.Combine(path, "content"), "x");
        }

        Assert.False(Directory.Exists(path));
    }

    [Fact]
    public void The_next_process_removes_what_a_killed_one_left_and_nothing_that_lives()
    {
        using var living = new TemporaryFolder(_prefix);
        var path = living.Create();
        // A killed process leaves its folder and its lock file, but no lock.
        var left = Directory.CreateTempSubdirectory(_prefix).FullName;
        File.WriteAllText(Path.Combine(left, "lock"), "");
        File.WriteAllText(Path.Combine(left, "content"), "x");
        using var next = new TemporaryFolder(_prefix);
        next.RemoveAbandoned();
        Assert.False(Directory.Exists(left));
        Assert.True(Directory.Exists(path));
    }
}
