using System.Collections.Concurrent;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Tests.Kernel.Journal;

public sealed class JournalTests
{
    [Fact]
    public async Task What_was_recorded_is_there_again()
    {
        using var folder = new DataFolder();
        await using (var first = await JournaledLedger.OpenAsync(folder.Path))
        {
            await first.AddAsync("a", 1);
            await first.AddAsync("b", 2);
            await first.AddAsync("a", 3);
        }

        await using var second = await JournaledLedger.OpenAsync(folder.Path);
        Assert.Equal([("a", 2, 3), ("b", 1, 2)], second.Ledger.State());
        Assert.Empty(second.Log);
    }

    [Fact]
    public async Task Each_start_adds_to_what_the_one_before_left()
    {
        using var folder = new DataFolder();
        for (var start = 0; start < 5; start++)
        {
            await using var journaled = await JournaledLedger.OpenAsync(folder.Path);
            Assert.Equal(start * 2, journaled.Ledger.Count);
            await journaled.AddAsync("a", start);
            journaled.Ledger.Add("a", start);
        }
    }

    [Fact]
    public async Task An_acknowledged_record_is_in_the_file()
    {
        using var folder = new DataFolder();
        await using var journaled = await JournaledLedger.OpenAsync(folder.Path);
        for (var i = 0; i < 20; i++)
        {
            await journaled.AddAsync("a", i);
            using var crashed = folder.Copy();
            await using var restarted = await JournaledLedger.OpenAsync(crashed.Path);
            Assert.Equal([("a", i + 1, i)], restarted.Ledger.State());
        }
    }

    [Fact]
    public async Task Every_writer_keeps_its_order()
    {
        using var folder = new DataFolder();
        const int writers = 32;
        const int writes = 50;
        await using (var journaled = await JournaledLedger.OpenAsync(folder.Path))
        {
            await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
            {
                for (var i = 1; i <= writes; i++)
                {
                    await journaled.AddAsync($"writer {writer:00}", i);
                }
            })));
        }

        await using var restarted = await JournaledLedger.OpenAsync(folder.Path);
        Assert.Equal(writers, restarted.Ledger.State().Count);
        Assert.All(restarted.Ledger.State(), e => Assert.Equal((writes, writes), (e.Count, e.Last)));
    }

    [Fact]
    public async Task What_is_written_during_a_commit_shares_the_next()
    {
        using var folder = new DataFolder();
        await using var journaled = await JournaledLedger.OpenAsync(folder.Path);
        for (var i = 0; i < 10_000; i++)
        {
            journaled.Ledger.Add("a", i);
        }

        await journaled.Journal.WhenDurableAsync();
        // However fast the disk, a commit takes longer than some appends.
        Assert.InRange(folder.Segments.Sum(f => Markers(File.ReadAllBytes(f))), 1, 5_000);
    }

    [Fact]
    public async Task A_wait_covers_everything_before_it()
    {
        using var folder = new DataFolder();
        await using var journaled = await JournaledLedger.OpenAsync(folder.Path);
        Assert.True(journaled.Journal.WhenDurableAsync().IsCompletedSuccessfully);
        journaled.Ledger.Add("a", 1);
        journaled.Ledger.Add("a", 2);
        await journaled.Journal.WhenDurableAsync();
        Assert.True(journaled.Journal.WhenDurableAsync().IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_record_larger_than_any_buffer_survives()
    {
        using var folder = new DataFolder();
        var name = new string('x', 9_000_000);
        await using (var journaled = await JournaledLedger.OpenAsync(folder.Path))
        {
            await journaled.AddAsync("before", 1);
            await journaled.AddAsync(name, 2);
            await journaled.AddAsync("z after", 3);
        }

        await using var restarted = await JournaledLedger.OpenAsync(folder.Path);
        Assert.Equal([("before", 1, 1), (name, 1, 2), ("z after", 1, 3)], restarted.Ledger.State());
    }

    [Fact]
    public async Task A_second_process_is_refused()
    {
        using var folder = new DataFolder();
        await using (await JournaledLedger.OpenAsync(folder.Path))
        {
            var refusal = await Assert.ThrowsAsync<JournalException>(() => JournaledLedger.OpenAsync(folder.Path));
            Assert.Equal(
                $"the data folder '{folder.Path}' is in use by process {Environment.ProcessId}", refusal.Message);
        }

        await using var afterwards = await JournaledLedger.OpenAsync(folder.Path);
    }

    [Fact]
    public async Task The_state_of_another_account_is_refused()
    {
        using var folder = new DataFolder();
        await using (var journaled = await JournaledLedger.OpenAsync(folder.Path))
        {
            await journaled.AddAsync("a", 1);
        }

        var refusal = await Assert.ThrowsAsync<JournalException>(
            () => JournaledLedger.OpenAsync(folder.Path, owner: "123456789012/eu-west-1"));
        Assert.EndsWith("it belongs to 123456789012/us-east-1, not to 123456789012/eu-west-1", refusal.Message);
    }

    [Fact]
    public async Task Another_format_is_refused()
    {
        using var folder = new DataFolder();
        await using (var journaled = await JournaledLedger.OpenAsync(folder.Path))
        {
            await journaled.AddAsync("a", 1);
        }

        using var newer = folder.Copy((_, bytes) =>
        {
            bytes[8]++;
            return bytes;
        });
        var refusal = await Assert.ThrowsAsync<JournalException>(() => JournaledLedger.OpenAsync(newer.Path));
        Assert.EndsWith(
            "it has format 3, this program reads and writes format 2; start the version that wrote it, or start with "
            + "another data folder",
            refusal.Message);
    }

    [Fact]
    public async Task Records_survive_while_the_state_is_written_anew()
    {
        using var folder = new DataFolder();
        // Small enough that several compactions run during the writes.
        var options = new JournalOptions { SegmentSizeBytesMax = 4096, CompactionSizeBytesMin = 16 * 1024 };
        var acknowledged = new ConcurrentDictionary<string, int>();
        await using (var journaled = await JournaledLedger.OpenAsync(folder.Path, options))
        {
            await Task.WhenAll(Enumerable.Range(0, 16).Select(writer => Task.Run(async () =>
            {
                for (var i = 1; i <= 200; i++)
                {
                    var name = $"writer {writer:00} {i % 10} {new string('x', 20)}";
                    await journaled.AddAsync(name, i);
                    acknowledged.AddOrUpdate(name, 1, (_, n) => n + 1);
                }
            })));
            Assert.NotEmpty(folder.Files("*.snapshot"));
        }

        await using var restarted = await JournaledLedger.OpenAsync(folder.Path, options);
        Assert.Equal(
            acknowledged.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => (a.Key, a.Value)),
            restarted.Ledger.State().Select(e => (e.Name, e.Count)));
    }

    [Fact]
    public async Task The_folder_stays_small_however_much_is_written()
    {
        using var folder = new DataFolder();
        var options = new JournalOptions { SegmentSizeBytesMax = 8 * 1024, CompactionSizeBytesMin = 32 * 1024 };
        await using var journaled = await JournaledLedger.OpenAsync(folder.Path, options);
        for (var i = 0; i < 200; i++)
        {
            for (var n = 0; n < 50; n++)
            {
                journaled.Ledger.Add("the one name", n);
            }

            await journaled.Journal.WhenDurableAsync();
        }

        await journaled.Journal.CompactAsync();
        Assert.InRange(folder.SizeBytes, 1, 2048);
        Assert.Single(folder.Segments);
        Assert.Single(folder.Files("*.snapshot"));
    }

    [Fact]
    public async Task Unfinished_files_of_a_crash_are_cleared()
    {
        using var folder = new DataFolder();
        await using (var journaled = await JournaledLedger.OpenAsync(folder.Path))
        {
            await journaled.AddAsync("a", 1);
        }

        await File.WriteAllTextAsync(Path.Combine(folder.Path, "snapshot.unfinished"), "half");
        await using var restarted = await JournaledLedger.OpenAsync(folder.Path);
        Assert.Equal([("a", 1, 1)], restarted.Ledger.State());
        Assert.Empty(folder.Files("*.unfinished"));
    }

    private static int Markers(ReadOnlySpan<byte> file)
    {
        var count = 0;
        ReadOnlySpan<byte> magic = [0xC5, 0x0E, 0x9B, 0x42, 0xF1, 0x7A, 0xD3, 0x68];
        for (int at; (at = file.IndexOf(magic)) >= 0; file = file[(at + 1)..])
        {
            count++;
        }

        return count;
    }
}
