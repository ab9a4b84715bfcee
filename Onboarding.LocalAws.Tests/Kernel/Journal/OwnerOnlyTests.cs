using System.Runtime.Versioning;

namespace Onboarding.LocalAws.Tests.Kernel.Journal;

/// <summary>Who can read a data folder on Unix, with any umask.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class OwnerOnlyTests
{
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public async Task Nobody_else_can_read_segments_snapshots_and_the_folder()
    {
        using var folder = new DataFolder();
        await using var journaled = await JournaledLedger.OpenAsync(folder.Path);
        await journaled.AddAsync("a", 1);
        await journaled.Journal.CompactAsync();
        Assert.Single(folder.Files("*.snapshot"));
        Assert.All(folder.Files("*"), path => Assert.Equal(OwnersFile, File.GetUnixFileMode(path)));
        Assert.Equal(OwnersFile | UnixFileMode.UserExecute, File.GetUnixFileMode(folder.Path));
    }

    [Fact]
    public async Task Files_that_everybody_could_read_are_closed_by_the_next_start()
    {
        using var folder = new DataFolder();
        await using (var first = await JournaledLedger.OpenAsync(folder.Path))
        {
            await first.AddAsync("a", 1);
            await first.Journal.CompactAsync();
        }

        const UnixFileMode open = OwnersFile | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        foreach (var path in folder.Files("*"))
        {
            File.SetUnixFileMode(path, open);
        }

        await using var second = await JournaledLedger.OpenAsync(folder.Path);
        await second.AddAsync("a", 2);
        var kept = folder.Segments.Concat(folder.Files("*.snapshot")).ToList();
        Assert.Equal(2, kept.Count);
        Assert.All(kept, path => Assert.Equal(OwnersFile, File.GetUnixFileMode(path)));
        Assert.Empty(second.Log);
    }

    [Fact]
    public async Task A_folder_that_was_there_keeps_its_mode()
    {
        using var folder = new DataFolder();
        const UnixFileMode everybody = (UnixFileMode)0b111_101_101;
        Directory.CreateDirectory(folder.Path);
        File.SetUnixFileMode(folder.Path, everybody);
        await using var journaled = await JournaledLedger.OpenAsync(folder.Path);
        Assert.Equal(everybody, File.GetUnixFileMode(folder.Path));
    }
}
