using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Tests.Kernel.Journal;

/// <summary>
/// A crash at every moment between two calls to the disk, while changes are recorded, segments begun and the state is
/// written anew: the next start has every acknowledged change, and no more than a beginning of what came after. A
/// failure names its seed.
/// </summary>
public sealed class JournalCrashTests
{
    private const int Changes = 8;

    [LinuxTheory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_start_after_a_crash_has_what_was_acknowledged(int seed)
    {
        List<(CrashImage Image, int Acknowledged, int Appended)> crashes = [];
        var (acknowledged, appended) = (0, 0);
        using var folder = new DataFolder();
        var disk = new CrashingDisk(
            folder.Path, new Random(seed), image => crashes.Add((image, acknowledged, Volatile.Read(ref appended))));
        var options = new JournalOptions { SegmentSizeBytesMax = 200, Disk = disk };
        for (var start = 0; start < 2; start++)
        {
            await using var journaled = await JournaledLedger.OpenAsync(folder.Path, options);
            for (var i = 0; i < Changes; i++)
            {
                appended++;
                await journaled.AddAsync(Name(appended), appended);
                acknowledged++;
                if (i == Changes / 2)
                {
                    await journaled.Journal.CompactAsync();
                }
            }
        }

        Assert.True(crashes.Count > 300, $"{crashes.Count} crashes");
        foreach (var (image, atLeast, atMost) in crashes)
        {
            await CheckAsync(image, atLeast, atMost, $"seed {seed}, {image.When}");
        }
    }

    [LinuxFact]
    public async Task Several_changes_of_one_batch_are_a_beginning_of_them()
    {
        List<(CrashImage Image, int Acknowledged)> crashes = [];
        using var folder = new DataFolder();
        var acknowledged = 0;
        var disk = new CrashingDisk(folder.Path, new Random(9), image => crashes.Add((image, acknowledged)));
        await using (var journaled = await JournaledLedger.OpenAsync(folder.Path, new JournalOptions { Disk = disk }))
        {
            for (var batch = 0; batch < 5; batch++)
            {
                for (var i = 0; i < 20; i++)
                {
                    journaled.Ledger.Add(Name((batch * 20) + i + 1), (batch * 20) + i + 1);
                }

                await journaled.Journal.WhenDurableAsync();
                acknowledged += 20;
            }
        }

        foreach (var (image, atLeast) in crashes)
        {
            await CheckAsync(image, atLeast, atMost: 100, image.When);
        }
    }

    private static async Task CheckAsync(CrashImage image, int atLeast, int atMost, string when)
    {
        using var left = DataFolder.With(image.Files);
        int count;
        try
        {
            await using var restarted = await JournaledLedger.OpenAsync(left.Path, Unflushed(left));
            count = restarted.Ledger.Count;
            Assert.True(count >= atLeast && count <= atMost, $"{when}: {atLeast} <= {count} <= {atMost}");
            AssertBeginning(restarted.Ledger, count);
            await restarted.AddAsync(Name(count + 1), count + 1);
        }
        catch (JournalException e)
        {
            throw new InvalidOperationException($"{when}: {e.Message}", e);
        }

        await using var again = await JournaledLedger.OpenAsync(left.Path, Unflushed(left));
        Assert.Empty(again.Log);
        AssertBeginning(again.Ledger, count + 1);
    }

    private static JournalOptions Unflushed(DataFolder folder) => new() { Disk = new TestDisk(folder.Path) };

    private static void AssertBeginning(Ledger ledger, int count) =>
        Assert.Equal(Enumerable.Range(1, count).Select(i => (Name(i), 1, i)), ledger.State());

    private static string Name(int number) => $"{number:000}";
}
