using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Tests.Kernel.Journal;

/// <summary>
/// A journal of several segments and a snapshot whose every change was acknowledged, made from a seed, with what the
/// folder held after each change.
/// </summary>
internal sealed class JournalHistory : IDisposable
{
    private static readonly JournalOptions Small = new() { SegmentSizeBytesMax = 300 };

    private readonly DataFolder _folder;

    private JournalHistory(
        DataFolder folder, IReadOnlyList<Dictionary<string, byte[]>> versions, IReadOnlyList<(string, int, int)> state)
    {
        _folder = folder;
        Versions = versions;
        State = state;
    }

    /// <summary>The folder after each change: what a kill at that moment would have left; the last is a clean stop's.
    /// </summary>
    public IReadOnlyList<Dictionary<string, byte[]>> Versions { get; }

    /// <summary>After a kill.</summary>
    public Dictionary<string, byte[]> Killed => Versions[^2];

    public Dictionary<string, byte[]> Stopped => Versions[^1];

    public IReadOnlyList<(string Name, int Count, int Last)> State { get; }

    public static async Task<JournalHistory> WriteAsync(int seed)
    {
        const int changes = 36;
        var random = new Random(seed);
        var folder = new DataFolder();
        List<Dictionary<string, byte[]>> versions = [];
        IReadOnlyList<(string, int, int)> state;
        await using (var journaled = await JournaledLedger.OpenAsync(folder.Path, Options(folder.Path)))
        {
            for (var i = 0; i < changes; i++)
            {
                await journaled.AddAsync($"name {random.Next(8)} {new string('x', random.Next(40))}", i);
                if (i == changes / 2)
                {
                    await journaled.Journal.CompactAsync();
                }

                versions.Add(folder.Read());
            }

            state = journaled.Ledger.State();
        }

        versions.Add(folder.Read());
        Assert.True(versions[^1].Count > 5, "there are too few segments");
        return new JournalHistory(folder, versions, state);
    }

    /// <summary>
    /// Opens a folder with these files. It has every change, or is refused with one of its files named and nothing
    /// changed.
    /// </summary>
    /// <returns>Whether it was refused.</returns>
    public async Task<bool> IsRefusedAsync(Dictionary<string, byte[]> files, string what)
    {
        using var folder = DataFolder.With(files);
        try
        {
            await using var restarted = await JournaledLedger.OpenAsync(folder.Path, Options(folder.Path));
            Assert.True(State.SequenceEqual(restarted.Ledger.State()), $"{what}: changes are lost");
            return false;
        }
        catch (JournalException e)
        {
            Assert.Contains(folder.Path, e.Message);
            var after = folder.Read();
            Assert.True(
                after.Count == files.Count && after.All(f => f.Value.AsSpan().SequenceEqual(files[f.Key])),
                $"{what}: a refusal changed the folder: {e.Message}");
            return true;
        }
    }

    public void Dispose() => _folder.Dispose();

    private static JournalOptions Options(string folder) => Small with { Disk = new TestDisk(folder) };
}
