using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Tests.Kernel.Journal;

public sealed class JournalDamageTests
{
    [Fact]
    public async Task A_file_cut_at_any_byte_restores_a_beginning_of_history()
    {
        using var folder = new DataFolder();
        var ends = await WriteAsync(folder);
        var whole = File.ReadAllBytes(folder.Segments.Single());
        var header = JournalFormat.SizeOf(JournaledLedger.Owner);
        for (var length = 0; length < whole.Length; length++)
        {
            using var crashed = folder.Copy((_, bytes) => bytes[..length]);
            await using var restarted = await JournaledLedger.OpenAsync(crashed.Path);
            var complete = ends.Count(end => header + end <= length);
            Assert.Equal(complete, restarted.Ledger.Count);

            // The cut is made once, and what is written then is found.
            await restarted.AddAsync("later", 1);
            await restarted.DisposeAsync();
            await using var again = await JournaledLedger.OpenAsync(crashed.Path);
            Assert.Equal(complete + 1, again.Ledger.Count);
            Assert.Empty(again.Log);
        }
    }

    [Fact]
    public async Task A_torn_end_is_told_in_one_line()
    {
        using var folder = new DataFolder();
        await WriteAsync(folder);
        using var crashed = folder.Copy((_, bytes) => bytes[..^3]);
        await using var restarted = await JournaledLedger.OpenAsync(crashed.Path);
        var line = Assert.Single(restarted.Log);
        Assert.Contains("ended in a write that a crash had cut short: 22 bytes from offset", line);
    }

    [Fact]
    public async Task A_flipped_bit_anywhere_is_refused_with_file_and_offset()
    {
        using var folder = new DataFolder();
        await WriteAsync(folder);
        var path = folder.Segments.Single();
        var length = new FileInfo(path).Length;
        // The clean stop left a marker: everything before it was complete, so no damage passes for a torn end.
        for (var at = 0; at < length - BatchMarker.FrameSizeBytes; at++)
        {
            using var damaged = folder.Copy((_, bytes) =>
            {
                bytes[at] ^= (byte)(1 << (at % 8));
                return bytes;
            });
            var refusal = await Assert.ThrowsAsync<JournalException>(() => JournaledLedger.OpenAsync(damaged.Path));
            Assert.Contains($"'{damaged.Segments.Single()}'", refusal.Message);
        }
    }

    [Fact]
    public async Task A_flipped_bit_of_the_last_batch_after_a_crash_never_invents_or_reorders()
    {
        using var folder = new DataFolder();
        var ends = await WriteAsync(folder);
        var header = JournalFormat.SizeOf(JournaledLedger.Owner);
        var crashedLength = header + ends[^1];
        for (var at = header + ends[^2]; at < crashedLength; at++)
        {
            using var damaged = folder.Copy((_, bytes) =>
            {
                bytes[at] ^= 0x10;
                return bytes[..(int)crashedLength];
            });
            await using var restarted = await JournaledLedger.OpenAsync(damaged.Path);
            Assert.Equal(ends.Count - 1, restarted.Ledger.Count);
        }
    }

    [Fact]
    public async Task Damage_in_an_older_segment_is_refused()
    {
        using var folder = new DataFolder();
        await WriteAsync(folder, new JournalOptions { SegmentSizeBytesMax = 100 });
        var segments = folder.Segments.ToList();
        Assert.True(segments.Count > 3);
        using var damaged = folder.Copy((path, bytes) => path == segments[1] ? bytes[..^1] : bytes);
        var refusal = await Assert.ThrowsAsync<JournalException>(() => JournaledLedger.OpenAsync(damaged.Path));
        Assert.Contains(Path.GetFileName(segments[1]), refusal.Message);
        Assert.Contains("is damaged at offset", refusal.Message);
    }

    [Fact]
    public async Task A_missing_segment_is_refused()
    {
        using var folder = new DataFolder();
        await WriteAsync(folder, new JournalOptions { SegmentSizeBytesMax = 100 });
        var segments = folder.Segments.ToList();
        using var damaged = folder.Copy((_, bytes) => bytes);
        File.Delete(damaged.Segments.ElementAt(1));
        var refusal = await Assert.ThrowsAsync<JournalException>(() => JournaledLedger.OpenAsync(damaged.Path));
        Assert.Contains(Path.GetFileName(segments[2]), refusal.Message);
    }

    [Fact]
    public async Task A_segment_that_was_being_created_is_no_damage()
    {
        using var folder = new DataFolder();
        await WriteAsync(folder, new JournalOptions { SegmentSizeBytesMax = 100 });
        var last = folder.Segments.Last();
        var header = JournalFormat.SizeOf(JournaledLedger.Owner);
        for (var length = 0; length <= header; length++)
        {
            using var crashed = folder.Copy((path, bytes) => path == last ? bytes[..length] : bytes);
            await using var restarted = await JournaledLedger.OpenAsync(crashed.Path);
            Assert.InRange(restarted.Ledger.Count, 1, 6);
            await restarted.AddAsync("later", 1);
        }
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
            var refusal = await Assert.ThrowsAsync<JournalException>(() => JournaledLedger.OpenAsync(damaged.Path));
            Assert.Contains(Path.GetFileName(snapshot), refusal.Message);
        }
    }

    [Fact]
    public async Task A_crash_between_a_snapshot_and_the_deletion_of_what_it_replaces_is_no_damage()
    {
        using var folder = new DataFolder();
        await using var journaled = await JournaledLedger.OpenAsync(folder.Path);
        await journaled.AddAsync("a", 1);
        using var before = folder.Copy((_, bytes) => bytes);
        await journaled.Journal.CompactAsync();
        await journaled.AddAsync("a", 2);
        using var after = folder.Copy((_, bytes) => bytes);
        foreach (var old in before.Segments)
        {
            File.Copy(old, Path.Combine(after.Path, Path.GetFileName(old)), overwrite: false);
        }

        await using var restarted = await JournaledLedger.OpenAsync(after.Path);
        Assert.Equal([("a", 2, 2)], restarted.Ledger.State());
        Assert.Single(after.Segments);
    }

    /// <summary>Six records in six batches.</summary>
    /// <returns>Where each ends, from the first record on.</returns>
    private static async Task<List<long>> WriteAsync(DataFolder folder, JournalOptions? options = null)
    {
        List<long> ends = [];
        await using var journaled = await JournaledLedger.OpenAsync(folder.Path, options);
        for (var i = 0; i < 6; i++)
        {
            await journaled.AddAsync($"name {i}", i);
            ends.Add(journaled.Journal.Position);
        }

        return ends;
    }
}
