using Microsoft.Win32.SafeHandles;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Tests.Kernel.Journal;

/// <summary>
/// Before each write and flush, makes what a crash at that moment would leave of a folder. A kill leaves every write
/// that was made. A power cut leaves what was flushed, and of all else some: a beginning of what was appended, zeros
/// where its length alone had got to disk, each slot of the manifest in its old or new form or torn, each file's name
/// that was made, replaced or deleted since the last flush of the folder in either form.
/// </summary>
internal sealed class CrashingDisk(string folder, Random random, Action<CrashImage> onCrash) : JournalDisk
{
    private const int ManifestContentOffset = 8_192;
    private const int PowerCuts = 4;

    private readonly Dictionary<string, byte[]> _flushed = [];
    private HashSet<string> _durableNames = [];
    private int _moment;

    public override void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
    {
        Crash();
        base.Write(file, bytes, offset);
    }

    public override void Flush(SafeFileHandle file)
    {
        Crash();
        var path = new FileInfo($"/proc/self/fd/{file.DangerousGetHandle()}").LinkTarget!;
        _flushed[Path.GetFileName(path)] = File.ReadAllBytes(path);
        Crash();
    }

    public override void FlushNames(string path)
    {
        Crash();
        var visible = Visible();
        foreach (var (name, bytes) in visible.Where(f => IsReplaced(f.Key, f.Value)))
        {
            // A file is flushed before it is renamed.
            _flushed[name] = bytes;
        }

        _durableNames = [.. visible.Keys];
        Crash();
    }

    private void Crash()
    {
        var visible = Visible();
        onCrash(new CrashImage(visible, $"a kill at moment {_moment}"));
        for (var i = 0; i < PowerCuts; i++)
        {
            onCrash(new CrashImage(CutPower(visible), $"power cut {i} at moment {_moment}"));
        }

        _moment++;
    }

    private Dictionary<string, byte[]> Visible() =>
        Directory.EnumerateFiles(folder)
            .Where(f => Path.GetFileName(f) is not ("lock" or "process" or "reserve"))
            .ToDictionary(f => Path.GetFileName(f), File.ReadAllBytes);

    private Dictionary<string, byte[]> CutPower(Dictionary<string, byte[]> visible)
    {
        Dictionary<string, byte[]> left = [];
        foreach (var name in visible.Keys.Union(_durableNames))
        {
            var flushed = _flushed.GetValueOrDefault(name, []);
            var isKept = visible.ContainsKey(name) && _durableNames.Contains(name);
            if (isKept || random.Next(2) == 0)
            {
                left[name] = visible.TryGetValue(name, out var now) ? Blend(name, flushed, now) : flushed;
            }
        }

        return left;
    }

    private byte[] Blend(string name, byte[] flushed, byte[] now)
    {
        if (IsReplaced(name, now))
        {
            return random.Next(2) == 0 && _durableNames.Contains(name) ? flushed : now;
        }

        return name == "manifest" ? BlendSlots(flushed, now) : Tear(flushed, now);
    }

    private bool IsReplaced(string name, byte[] now) =>
        name == "manifest"
            ? !_flushed.TryGetValue(name, out var old)
                || !old.AsSpan(ManifestContentOffset).SequenceEqual(now.AsSpan(ManifestContentOffset))
            : name.EndsWith(".snapshot", StringComparison.Ordinal);

    private byte[] BlendSlots(byte[] flushed, byte[] now)
    {
        var blended = (byte[])now.Clone();
        foreach (var page in new[] { 512, 4_096 })
        {
            var slot = page..(page + 16);
            if (random.Next(2) == 0)
            {
                flushed.AsSpan(slot).CopyTo(blended.AsSpan(slot));
            }
        }

        var torn = new[] { 512, 4_096 }[random.Next(2)];
        if (!flushed.AsSpan(torn, 16).SequenceEqual(now.AsSpan(torn, 16)) && random.Next(4) == 0)
        {
            random.NextBytes(blended.AsSpan(torn, 16));
        }

        return blended;
    }

    private byte[] Tear(byte[] flushed, byte[] now)
    {
        if (!now.AsSpan().StartsWith(flushed))
        {
            return now;
        }

        var kept = random.Next(flushed.Length, now.Length + 1);
        return random.Next(2) == 0 ? now[..kept] : [.. now[..kept], .. new byte[random.Next(now.Length - kept + 1)]];
    }
}

/// <param name="When">For the message of a failure.</param>
internal sealed record CrashImage(Dictionary<string, byte[]> Files, string When);
