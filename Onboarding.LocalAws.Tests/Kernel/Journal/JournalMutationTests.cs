using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Tests.Kernel.Journal;

/// <summary>
/// Every way of changing the files of a journal whose every change was acknowledged, after a kill and after a clean
/// stop: it starts with all of them, or refuses. A failure names its seed; further seeds and a stride of one cover
/// every byte, and take minutes.
/// </summary>
public sealed class JournalMutationTests
{
    private const int ManifestContentOffset = 8_192;

    public static TheoryData<int> Seeds => [1, 2];

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task A_flipped_bit(int seed) => EachByteAsync(seed, "flipped", (bytes, at) =>
    {
        var changed = (byte[])bytes.Clone();
        changed[at] ^= (byte)(1 << (at % 8));
        return changed;
    });

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task An_inserted_byte(int seed) => EachByteAsync(
        seed, "inserted", (bytes, at) => [.. bytes[..at], (byte)(bytes[at] + 1), .. bytes[at..]]);

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task A_doubled_byte(int seed) => EachByteAsync(
        seed, "doubled", (bytes, at) => [.. bytes[..at], bytes[at], .. bytes[at..]]);

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task A_removed_byte(int seed) => EachByteAsync(
        seed, "removed", (bytes, at) => [.. bytes[..at], .. bytes[(at + 1)..]]);

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task A_file_cut_short(int seed) => EachByteAsync(seed, "cut", (bytes, at) => bytes[..at]);

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task A_block_twice(int seed) => EachBlockAsync(
        seed, "doubled block", (bytes, from, to) => [.. bytes[..to], .. bytes[from..to], .. bytes[to..]]);

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task A_block_removed(int seed) => EachBlockAsync(
        seed, "removed block", (bytes, from, to) => [.. bytes[..from], .. bytes[to..]]);

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task Two_blocks_swapped(int seed) => EachBlockAsync(seed, "swapped blocks", (bytes, from, to) =>
    {
        var end = Math.Min(bytes.Length, to + (to - from));
        return [.. bytes[..from], .. bytes[to..end], .. bytes[from..to], .. bytes[end..]];
    });

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task A_block_of_zeros(int seed) => EachBlockAsync(seed, "zeroed block", (bytes, from, to) =>
    {
        var changed = (byte[])bytes.Clone();
        changed.AsSpan(from..to).Clear();
        return changed;
    });

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task A_block_at_another_place(int seed) => EachBlockAsync(seed, "copied block", (bytes, from, to) =>
    {
        var changed = (byte[])bytes.Clone();
        bytes.AsSpan(from..to).CopyTo(changed.AsSpan(bytes.Length - (to - from)));
        return changed;
    });

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_missing_file(int seed)
    {
        using var history = await JournalHistory.WriteAsync(seed);
        foreach (var before in new[] { history.Killed, history.Stopped })
        {
            foreach (var name in before.Keys)
            {
                var files = new Dictionary<string, byte[]>(before);
                files.Remove(name);
                Assert.True(await history.IsRefusedAsync(files, $"seed {seed}: without {name}"), name);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task An_older_copy_of_one_file(int seed)
    {
        using var history = await JournalHistory.WriteAsync(seed);
        var refused = 0;
        foreach (var (version, older) in history.Versions.Index())
        {
            foreach (var (name, bytes) in older)
            {
                // One that is deleted by now comes back, too.
                var files = new Dictionary<string, byte[]>(history.Killed) { [name] = bytes };
                refused += await history.IsRefusedAsync(files, $"seed {seed}: {name} of version {version}") ? 1 : 0;
            }
        }

        Assert.True(refused > history.Versions.Count, $"{refused} were refused");
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task An_older_copy_of_all_files_but_the_manifest(int seed)
    {
        using var history = await JournalHistory.WriteAsync(seed);
        foreach (var (version, older) in history.Versions.SkipLast(2).Index())
        {
            var files = new Dictionary<string, byte[]>(older) { ["manifest"] = history.Killed["manifest"] };
            Assert.True(await history.IsRefusedAsync(files, $"seed {seed}: version {version}"));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_file_of_another_journal_with_the_same_changes(int seed)
    {
        using var history = await JournalHistory.WriteAsync(seed);
        using var other = await JournalHistory.WriteAsync(seed);
        foreach (var (name, bytes) in other.Killed)
        {
            Assert.Contains(name, history.Killed.Keys);
            var files = new Dictionary<string, byte[]>(history.Killed) { [name] = bytes };
            Assert.True(await history.IsRefusedAsync(files, $"seed {seed}: a stranger's {name}"), name);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Segments_swapped(int seed)
    {
        using var history = await JournalHistory.WriteAsync(seed);
        var segments = history.Killed.Keys.Where(k => k.EndsWith(".journal", StringComparison.Ordinal)).ToList();
        for (var i = 1; i < segments.Count; i++)
        {
            var (one, two) = (segments[i - 1], segments[i]);
            var files = new Dictionary<string, byte[]>(history.Killed)
            {
                [one] = history.Killed[two],
                [two] = history.Killed[one],
            };
            Assert.True(await history.IsRefusedAsync(files, $"seed {seed}: {one} and {two} swapped"));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_second_end_of_history(int seed)
    {
        // Two starts from one copy, each with changes of its own: what one wrote is no part of the other.
        using var history = await JournalHistory.WriteAsync(seed);
        var forks = new List<Dictionary<string, byte[]>>();
        foreach (var value in new[] { 1, 2 })
        {
            using var folder = DataFolder.With(history.Stopped);
            await using var fork = await JournaledLedger.OpenAsync(folder.Path);
            await fork.AddAsync("fork", value);
            forks.Add(folder.Read());
        }

        foreach (var name in history.Stopped.Keys.Where(n => !forks[0][n].AsSpan().SequenceEqual(forks[1][n])))
        {
            using var mixed = DataFolder.With(new Dictionary<string, byte[]>(forks[0]) { [name] = forks[1][name] });
            var refusal = await Assert.ThrowsAsync<JournalException>(() => JournaledLedger.OpenAsync(mixed.Path));
            Assert.Contains("is an older copy, or part of another history", refusal.Message);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Garbage_behind_the_end(int seed)
    {
        using var history = await JournalHistory.WriteAsync(seed);
        var random = new Random(seed);
        var last = history.Killed.Keys.Where(n => n.EndsWith(".journal", StringComparison.Ordinal)).Max();
        foreach (var name in history.Killed.Keys)
        {
            var garbage = new byte[random.Next(1, 200)];
            random.NextBytes(garbage);
            var files = new Dictionary<string, byte[]>(history.Killed)
            {
                [name] = [.. history.Killed[name], .. garbage],
            };
            // Behind the last record it may be a torn write, and nothing is missing before it.
            Assert.Equal(name != last, await history.IsRefusedAsync(files, $"seed {seed}: garbage behind {name}"));
        }
    }

    private static async Task EachByteAsync(int seed, string what, Func<byte[], int, byte[]> change)
    {
        using var history = await JournalHistory.WriteAsync(seed);
        var random = new Random(seed);
        var refused = 0;
        foreach (var before in new[] { history.Killed, history.Stopped })
        {
            foreach (var (name, bytes) in before)
            {
                // All of them are too many; each seed takes others.
                for (var at = random.Next(20); at < bytes.Length; at += Stride(name, at, random))
                {
                    var files = new Dictionary<string, byte[]>(before) { [name] = change(bytes, at) };
                    refused += await history.IsRefusedAsync(files, $"seed {seed}: {name} {what} at {at}") ? 1 : 0;
                }
            }
        }

        Assert.True(refused > 50, $"{refused} were refused");
    }

    /// <summary>Most of a manifest is room between what counts.</summary>
    private static int Stride(string name, int at, Random random) =>
        name == "manifest" && at < ManifestContentOffset ? random.Next(1, 400) : random.Next(1, 40);

    private static async Task EachBlockAsync(int seed, string what, Func<byte[], int, int, byte[]> change)
    {
        const int blocks = 12;
        using var history = await JournalHistory.WriteAsync(seed);
        var random = new Random(seed);
        var refused = 0;
        foreach (var before in new[] { history.Killed, history.Stopped })
        {
            foreach (var (name, bytes) in before)
            {
                for (var i = 0; i < blocks; i++)
                {
                    var from = random.Next(bytes.Length - 1);
                    var to = random.Next(from + 1, Math.Min(bytes.Length, from + 200));
                    var files = new Dictionary<string, byte[]>(before) { [name] = change(bytes, from, to) };
                    refused += await history.IsRefusedAsync(files, $"seed {seed}: {name} {what} {from}..{to}") ? 1 : 0;
                }
            }
        }

        Assert.True(refused > 50, $"{refused} were refused");
    }
}
