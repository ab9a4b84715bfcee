using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Tests.Kernel.Journal;

/// <summary>Each reason for which a data folder cannot be used has a message of its own.</summary>
[UnsupportedOSPlatform("windows")]
public sealed partial class FolderAccessTests
{
    private const UnixFileMode ReadOnly = (UnixFileMode)0b101_101_101;
    private const UnixFileMode Everybody = (UnixFileMode)0b111_111_111;

    [Fact]
    public async Task A_file()
    {
        using var folder = new DataFolder();
        await File.WriteAllTextAsync(folder.Path, "a file, where the folder should be");
        Assert.Equal($"the data folder '{folder.Path}' is a file; name a folder", Refusal(folder.Path));
    }

    [Fact]
    public async Task A_folder_below_a_file()
    {
        using var folder = new DataFolder();
        await File.WriteAllTextAsync(folder.Path, "a file, where the folder should be");
        var below = Path.Combine(folder.Path, "deeper", "data");
        Assert.Equal(
            $"the data folder '{below}' cannot be created: '{folder.Path}' is a file", Refusal(below));
    }

    [LinuxFact]
    public void A_name_that_no_file_system_takes()
    {
        using var folder = new DataFolder();
        var path = Path.Combine(Path.GetDirectoryName(folder.Path)!, new string('x', 300));
        Assert.StartsWith($"the data folder '{path}' cannot be created: ", Refusal(path));
    }

    [LinuxFact]
    public void A_folder_that_may_not_be_created()
    {
        using var folder = new DataFolder();
        var parent = Path.GetDirectoryName(folder.Path)!;
        File.SetUnixFileMode(parent, ReadOnly);
        Assert.Equal(
            $"the data folder '{folder.Path}' cannot be created: {Environment.UserName} may not write to '{parent}'",
            RefusalToNobody(folder.Path));
        File.SetUnixFileMode(parent, Everybody);
    }

    [LinuxTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_folder_that_is_read_only(bool hasLock)
    {
        using var folder = new DataFolder();
        File.SetUnixFileMode(Path.GetDirectoryName(folder.Path)!, Everybody);
        Directory.CreateDirectory(folder.Path);
        if (hasLock)
        {
            // The lock of an earlier start can be written, and nothing else.
            var held = Path.Combine(folder.Path, "lock");
            File.WriteAllText(held, "");
            File.SetUnixFileMode(held, Everybody);
        }

        File.SetUnixFileMode(folder.Path, ReadOnly);
        Assert.StartsWith(
            $"the data folder '{folder.Path}' is read-only for {Environment.UserName}: ", RefusalToNobody(folder.Path));
        File.SetUnixFileMode(folder.Path, Everybody);
    }

    [LinuxFact]
    public async Task A_segment_that_may_not_be_written()
    {
        using var folder = new DataFolder();
        await using (var journaled = await JournaledLedger.OpenAsync(folder.Path))
        {
            await journaled.AddAsync("a", 1);
        }

        File.SetUnixFileMode(Path.GetDirectoryName(folder.Path)!, Everybody);
        foreach (var file in folder.Files("*"))
        {
            File.SetUnixFileMode(file, Everybody);
        }

        File.SetUnixFileMode(folder.Path, Everybody);
        File.SetUnixFileMode(folder.Segments.Single(), (UnixFileMode)0);
        var message = RefusalToNobody(folder.Path);
        Assert.StartsWith($"the data folder '{folder.Path}' is read-only for ", message);
        Assert.Contains(folder.Segments.Single(), message);
    }

    [Fact]
    public async Task Files_and_folders_of_others_stay_as_they_are()
    {
        using var folder = new DataFolder();
        string[] names = ["development-key", "notes.journal", "copy of 0000000000000000.journal", "x.unfinished"];
        Directory.CreateDirectory(Path.Combine(folder.Path, "objects", "a"));
        foreach (var name in names)
        {
            await File.WriteAllTextAsync(Path.Combine(folder.Path, name), name);
        }

        for (var start = 0; start < 2; start++)
        {
            await using var journaled = await JournaledLedger.OpenAsync(folder.Path);
            await journaled.AddAsync("a", start);
            await journaled.Journal.CompactAsync();
            Assert.Equal(start + 1, journaled.Ledger.Count);
        }

        Assert.All(names, name => Assert.Equal(name, File.ReadAllText(Path.Combine(folder.Path, name))));
        Assert.True(Directory.Exists(Path.Combine(folder.Path, "objects", "a")));
    }

    [Fact]
    public async Task The_format_before_is_refused_and_stays_as_it_is()
    {
        using var folder = new DataFolder();
        Directory.CreateDirectory(folder.Path);
        var old = Path.Combine(folder.Path, "0000000000000000.journal");
        byte[] bytes = [.. "ONBJRNL\n"u8, 1, 0, 0, 0, .. new byte[120]];
        await File.WriteAllBytesAsync(old, bytes);
        Assert.Equal(
            $"'{old}' cannot be used: it has format 1, this program reads and writes format 2; start the version that "
            + "wrote it, or start with another data folder",
            Refusal(folder.Path));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(old));
    }

    private static string Refusal(string path) =>
        Assert.Throws<JournalException>(() =>
        {
            var open = JournaledLedger.OpenAsync(path);
            Assert.True(open.IsCompleted);
            open.GetAwaiter().GetResult();
        }).Message;

    /// <summary>
    /// As an unprivileged user: permissions do not stop root. setfsuid(2) changes the thread alone, and what a start
    /// does is done on its caller's.
    /// </summary>
    private static string RefusalToNobody(string path)
    {
        const uint nobody = 65_534;
        var message = "";
        Exception? fault = null;
        var thread = new Thread(() =>
        {
            try
            {
                if (GetEffectiveUser() == 0)
                {
                    _ = SetFileSystemUser(nobody);
                }

                message = Refusal(path);
            }
            catch (Exception e)
            {
                fault = e;
            }
        });
        thread.Start();
        thread.Join();
        Assert.Null(fault);
        return message;
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetEffectiveUser();

    [LibraryImport("libc", EntryPoint = "setfsuid")]
    private static partial int SetFileSystemUser(uint user);
}
