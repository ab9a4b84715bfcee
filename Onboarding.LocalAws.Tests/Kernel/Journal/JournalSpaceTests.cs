using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Tests.Kernel.Journal;

/// <summary>A disk that runs full: what can wait for room waits, and nothing acknowledged is lost.</summary>
public sealed class JournalSpaceTests
{
    private const string NoSpace = "No space left on device";

    [Fact]
    public async Task Without_room_for_a_snapshot_the_journal_goes_on_and_says_so_once()
    {
        using var folder = new DataFolder();
        var disk = new TestDisk(folder.Path) { SizeBytes = 400_000 };
        var options = Options(disk) with { FreeSizeBytesMin = 350_000 };
        await using (var journaled = await JournaledLedger.OpenAsync(folder.Path, options))
        {
            await FillAsync(journaled, changes: 400);
            var line = Assert.Single(journaled.Log);
            Assert.StartsWith(
                $"The data folder {folder.Path} is not compacted and grows, until a later try succeeds: the disk has ",
                line);
            Assert.Empty(folder.Files("*.snapshot"));
            Assert.Empty(folder.Files("*.unfinished"));

            // There is room again.
            disk.SizeBytes = 4_000_000;
            await FillAsync(journaled, changes: 400);
            await journaled.Journal.CompactAsync();
            Assert.Single(folder.Files("*.snapshot"));
            Assert.Single(journaled.Log);
        }

        await using var restarted = await JournaledLedger.OpenAsync(folder.Path, options);
        Assert.Equal(800, restarted.Ledger.Count);
    }

    [Fact]
    public async Task A_snapshot_that_finds_the_disk_full_is_deleted_and_tried_again()
    {
        using var folder = new DataFolder();
        var disk = new OptimisticDisk();
        var options = Options(disk) with { CompactionSizeBytesMin = 1_000_000 };
        await using (var journaled = await JournaledLedger.OpenAsync(folder.Path, options))
        {
            await FillAsync(journaled, changes: 50);
            disk.FullFor = JournalFormat.SnapshotMagic.ToArray();
            await journaled.Journal.CompactAsync();
            Assert.Contains(NoSpace, Assert.Single(journaled.Log));
            Assert.Empty(folder.Files("*.unfinished"));
            await FillAsync(journaled, changes: 50);

            disk.FullFor = Manifest.Magic.ToArray();
            await journaled.Journal.CompactAsync();
            Assert.Empty(folder.Files("*.unfinished"));
            Assert.Empty(folder.Files("*.snapshot"));
            await FillAsync(journaled, changes: 50);

            disk.FullFor = [];
            await journaled.Journal.CompactAsync();
            Assert.Single(folder.Files("*.snapshot"));
            Assert.Null(journaled.Journal.Failure);
        }

        await using var restarted = await JournaledLedger.OpenAsync(folder.Path);
        Assert.Equal(150, restarted.Ledger.Count);
    }

    [Fact]
    public async Task Without_room_for_a_new_segment_the_last_one_goes_on()
    {
        using var folder = new DataFolder();
        var disk = new OptimisticDisk();
        var options = new JournalOptions { SegmentSizeBytesMax = 1_000, Disk = disk };
        await using (var journaled = await JournaledLedger.OpenAsync(folder.Path, options))
        {
            disk.FullFor = Manifest.Magic.ToArray();
            await FillAsync(journaled, changes: 30);
            Assert.Single(folder.Segments);
            Assert.StartsWith(
                $"No new segment can be begun in {folder.Path}, the last one goes on: ", journaled.Log[0]);
            disk.FullFor = [];
            await FillAsync(journaled, changes: 40);
            Assert.NotEqual(1, folder.Segments.Count());
        }

        await using var restarted = await JournaledLedger.OpenAsync(folder.Path, options);
        Assert.Equal(70, restarted.Ledger.Count);
    }

    [Fact]
    public async Task An_append_that_finds_the_disk_full_ends_the_journal_and_loses_nothing_acknowledged()
    {
        using var folder = new DataFolder();
        var disk = new TestDisk(folder.Path) { SizeBytes = 100_000 };
        var acknowledged = 0;
        await using (var journaled = await JournaledLedger.OpenAsync(folder.Path, Options(disk)))
        {
            Assert.Null(journaled.Journal.Failure);
            var failure = await Assert.ThrowsAsync<JournalException>(async () =>
            {
                while (true)
                {
                    await journaled.AddAsync(Name(acknowledged), acknowledged);
                    acknowledged++;
                }
            });
            Assert.Equal($"the data folder cannot be written any more: {NoSpace}", failure.Message);
            Assert.Equal(failure.Message, journaled.Journal.Failure);
            Assert.True(journaled.Journal.WhenDurableAsync().IsFaulted);
            var reset = await Assert.ThrowsAsync<JournalException>(journaled.Journal.PrepareResetAsync);
            Assert.Equal($"nothing was reset: {failure.Message}", reset.Message);
        }

        Assert.True(acknowledged > 100, $"{acknowledged}");
        disk.SizeBytes = long.MaxValue;
        await using var restarted = await JournaledLedger.OpenAsync(folder.Path, Options(disk));
        Assert.InRange(restarted.Ledger.Count, acknowledged, acknowledged + 1);
    }

    [Fact]
    public async Task A_start_needs_no_room()
    {
        using var folder = new DataFolder();
        var disk = new TestDisk(folder.Path) { SizeBytes = 100_000 };
        await using (var journaled = await JournaledLedger.OpenAsync(folder.Path, Options(disk)))
        {
            await FillAsync(journaled, changes: 20);
        }

        disk.TakenSizeBytes = disk.SizeBytes;
        await using var restarted = await JournaledLedger.OpenAsync(folder.Path, Options(disk));
        Assert.Equal(20, restarted.Ledger.Count);
    }

    [Fact]
    public async Task A_reset_on_a_full_disk_frees_it()
    {
        using var folder = new DataFolder();
        var disk = new TestDisk(folder.Path) { SizeBytes = 400_000 };
        var options = Options(disk) with { FreeSizeBytesMin = 350_000 };
        await using (var journaled = await JournaledLedger.OpenAsync(folder.Path, options))
        {
            await FillAsync(journaled, changes: 400);
            var full = folder.SizeBytes;
            disk.TakenSizeBytes = disk.FreeSizeBytes(folder.Path);
            Assert.Equal(0, disk.FreeSizeBytes(folder.Path));

            await ResetAsync(journaled);
            Assert.True(folder.SizeBytes < full / 10, $"{full} bytes before, {folder.SizeBytes} after");
            Assert.Single(folder.Segments);
            await journaled.AddAsync("after", 1);
        }

        await using var restarted = await JournaledLedger.OpenAsync(folder.Path, options);
        Assert.Equal([("after", 1, 1)], restarted.Ledger.State());
    }

    [Fact]
    public async Task A_reset_without_any_room_is_refused_before_anything_is_forgotten()
    {
        using var folder = new DataFolder();
        var disk = new TestDisk(folder.Path) { SizeBytes = 1_000_000 };
        await using (var journaled = await JournaledLedger.OpenAsync(folder.Path, Options(disk)))
        {
            await journaled.AddAsync("a", 1);
            // More than there is: what the reserve gives back is taken by others at once.
            disk.TakenSizeBytes = 2_000_000;
            var refusal = await Assert.ThrowsAsync<JournalException>(journaled.Journal.PrepareResetAsync);
            Assert.StartsWith($"nothing was reset: there is no room in '{folder.Path}': ", refusal.Message);
            Assert.Null(journaled.Journal.Failure);
        }

        await using var restarted = await JournaledLedger.OpenAsync(folder.Path, Options(disk));
        Assert.Equal([("a", 1, 1)], restarted.Ledger.State());
    }

    private static JournalOptions Options(JournalDisk disk) => new()
    {
        SegmentSizeBytesMax = 5_000,
        CompactionSizeBytesMin = 8_000,
        FreeSizeBytesMin = 0,
        Disk = disk,
    };

    private static async Task FillAsync(JournaledLedger journaled, int changes)
    {
        for (var i = 0; i < changes; i++)
        {
            await journaled.AddAsync(Name(i), i);
        }
    }

    private static string Name(int number) => $"{number:00000} {new string('x', 100)}";

    /// <summary>What a host does: empties its stores between the two halves.</summary>
    private static async Task ResetAsync(JournaledLedger journaled)
    {
        await journaled.Journal.PrepareResetAsync();
        journaled.Ledger.Clear();
        await journaled.Journal.CompleteResetAsync();
    }
}
