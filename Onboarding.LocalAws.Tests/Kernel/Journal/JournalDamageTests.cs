using System.Globalization;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Tests.Kernel.Journal;

/// <summary>
/// What is told of a damaged folder, and what of it is a crash's. <see cref="JournalMutationTests"/> has the rest.
/// </summary>
public sealed class JournalDamageTests
{
    private const string Advice =
        ". Nothing was changed: keep a copy of the data folder, then restore it as a whole from one that was made "
        + "while no host ran, or start with another folder";

    [Fact]
    public async Task A_torn_end_is_cut_and_told_in_one_line()
    {
        using var folder = new DataFolder();
        await using var journaled = await JournaledLedger.OpenAsync(folder.Path);
        await journaled.AddAsync("a", 1);
        var before = folder.Read();
        await journaled.AddAsync("b", 2);
        var segment = Path.GetFileName(folder.Segments.Single());
        var whole = folder.Read()[segment];
        // A marker that is whole and has nothing behind it is no damage.
        var marker = before[segment].Length + BatchMarker.FrameSizeBytes;
        foreach (var length in Enumerable.Range(0, whole.Length).Where(l => l > before[segment].Length && l != marker))
        {
            // The second write was under way: the manifest knows of the first alone.
            using var crashed = DataFolder.With(
                new Dictionary<string, byte[]>(before) { [segment] = whole[..length] });
            await using (var restarted = await JournaledLedger.OpenAsync(crashed.Path))
            {
                Assert.Equal([("a", 1, 1)], restarted.Ledger.State());
                var offset = OffsetOfTheCut(restarted, crashed, length);
                Assert.InRange(offset, before[segment].Length, length - 1);
                await restarted.AddAsync("later", 1);
            }

            // The cut is made once, and what is written then is found.
            await using var again = await JournaledLedger.OpenAsync(crashed.Path);
            Assert.Equal(2, again.Ledger.Count);
            Assert.Empty(again.Log);
        }
    }

    [Fact]
    public async Task A_byte_too_many_in_the_middle_is_refused_with_file_and_offset()
    {
        using var folder = await WriteAsync();
        var path = folder.Segments.Single();
        using var damaged = folder.Copy((p, bytes) => p == path ? [.. bytes[..100], 7, .. bytes[100..]] : bytes);
        Assert.Matches(
            $"^'{damaged.Segments.Single()}' is damaged at offset \\d+: it was on disk up to \\d+{Advice}$",
            await RefusalAsync(damaged));
    }

    [Fact]
    public async Task Damage_with_an_intact_batch_behind_it_is_refused_wherever_that_lies()
    {
        using var folder = new DataFolder();
        await using var journaled = await JournaledLedger.OpenAsync(folder.Path);
        var before = folder.Read();
        for (var i = 0; i < 6; i++)
        {
            await journaled.AddAsync($"name {i}", i);
        }

        // A power cut can leave a manifest that knows of less; the batches themselves tell then.
        var segment = Path.GetFileName(folder.Segments.Single());
        var bytes = folder.Read()[segment];
        var header = before[segment].Length;
        foreach (var at in Enumerable.Range(header, (bytes.Length - header) / 2))
        {
            using var damaged = DataFolder.With(new Dictionary<string, byte[]>(before)
            {
                [segment] = [.. bytes[..at], (byte)(bytes[at] + 1), .. bytes[at..]],
            });
            Assert.Matches(
                $"is damaged at offset \\d+: an intact batch follows at offset \\d+{Advice}$",
                await RefusalAsync(damaged));
        }
    }

    [Fact]
    public async Task A_last_segment_that_is_gone_is_refused()
    {
        using var folder = await WriteAsync(new JournalOptions { SegmentSizeBytesMax = 100 });
        using var damaged = folder.Copy();
        var last = damaged.Segments.Last();
        File.Delete(last);
        Assert.Equal(
            $"'{last}' is missing, which '{Path.Combine(damaged.Path, "manifest")}' names{Advice}",
            await RefusalAsync(damaged));
    }

    [Fact]
    public async Task An_end_that_was_cut_off_between_two_batches_is_refused()
    {
        using var folder = new DataFolder();
        await using var journaled = await JournaledLedger.OpenAsync(folder.Path);
        await journaled.AddAsync("a", 1);
        var shorter = (int)new FileInfo(folder.Segments.Single()).Length;
        await journaled.AddAsync("b", 2);
        using var damaged = folder.Copy((path, bytes) =>
            path.EndsWith(".journal", StringComparison.Ordinal) ? bytes[..shorter] : bytes);
        Assert.Equal(
            $"'{damaged.Segments.Single()}' ends at offset {shorter} and was on disk up to "
            + $"{new FileInfo(folder.Segments.Single()).Length}{Advice}",
            await RefusalAsync(damaged));
    }

    [Fact]
    public async Task A_manifest_that_is_gone_is_refused()
    {
        using var folder = await WriteAsync();
        using var damaged = folder.Copy();
        var manifest = Path.Combine(damaged.Path, "manifest");
        File.Delete(manifest);
        Assert.Equal(
            $"'{manifest}' is missing, which says what the folder must hold{Advice}", await RefusalAsync(damaged));
    }

    [Fact]
    public async Task A_segment_that_the_manifest_does_not_name_is_refused()
    {
        using var folder = await WriteAsync();
        using var damaged = folder.Copy();
        var stranger = Path.Combine(damaged.Path, "0000000000100000.journal");
        File.Copy(damaged.Segments.Single(), stranger);
        Assert.Equal(
            $"'{stranger}' has records, and '{Path.Combine(damaged.Path, "manifest")}' does not name it{Advice}",
            await RefusalAsync(damaged));
    }

    [Fact]
    public async Task A_damaged_snapshot_is_refused()
    {
        using var folder = new DataFolder();
        await using (var journaled = await JournaledLedger.OpenAsync(folder.Path))
        {
            await journaled.AddAsync("a", 1);
            await journaled.Journal.CompactAsync();
            await journaled.AddAsync("b", 2);
        }

        var snapshot = folder.Files("*.snapshot").Single();
        var length = new FileInfo(snapshot).Length;
        for (var at = 0; at < length; at++)
        {
            using var damaged = folder.Copy((path, bytes) =>
            {
                bytes[at] ^= path == snapshot ? (byte)4 : (byte)0;
                return bytes;
            });
            Assert.Contains(Path.GetFileName(snapshot), await RefusalAsync(damaged));
        }
    }

    [Fact]
    public async Task A_crash_between_a_snapshot_and_the_deletion_of_what_it_replaces_is_no_damage()
    {
        using var folder = new DataFolder();
        await using var journaled = await JournaledLedger.OpenAsync(folder.Path);
        await journaled.AddAsync("a", 1);
        await journaled.Journal.CompactAsync();
        await journaled.AddAsync("a", 2);
        var before = folder.Read();
        await journaled.Journal.CompactAsync();
        await journaled.AddAsync("a", 3);
        var files = folder.Read();
        foreach (var (name, bytes) in before)
        {
            files.TryAdd(name, bytes);
        }

        Assert.Equal(before.Count + 2, files.Count);
        using var after = DataFolder.With(files);
        await using var restarted = await JournaledLedger.OpenAsync(after.Path);
        Assert.Equal([("a", 3, 3)], restarted.Ledger.State());
        Assert.Single(after.Segments);
        Assert.Single(after.Files("*.snapshot"));
    }

    private static async Task<string> RefusalAsync(DataFolder folder) =>
        (await Assert.ThrowsAsync<JournalException>(() => JournaledLedger.OpenAsync(folder.Path))).Message;

    private static int OffsetOfTheCut(JournaledLedger restarted, DataFolder crashed, int length)
    {
        var line = Assert.Single(restarted.Log);
        var offset = int.Parse(line.Split("bytes from offset ")[1].Split(' ')[0], CultureInfo.InvariantCulture);
        Assert.Equal(
            $"{crashed.Segments.Single()} ended in an unfinished write: {length - offset} bytes from offset {offset} "
            + "on were removed. Everything that is known to have been on disk lies before them and is restored",
            line);
        return offset;
    }

    /// <summary>Six changes in six batches.</summary>
    private static async Task<DataFolder> WriteAsync(JournalOptions? options = null)
    {
        var folder = new DataFolder();
        await using var journaled = await JournaledLedger.OpenAsync(folder.Path, options);
        for (var i = 0; i < 6; i++)
        {
            await journaled.AddAsync($"name {i}", i);
        }

        return folder;
    }
}
