using System.Globalization;

namespace Onboarding.IntegrationTests.Memory;

/// <summary>The memory of a process, as Linux counts it.</summary>
internal static class HostMemory
{
    public const long Megabyte = 1024 * 1024;

    public static long ResidentSizeBytes(int processId) => Read(processId, "VmRSS:");

    /// <summary>The most that it ever was.</summary>
    public static long PeakSizeBytes(int processId) => Read(processId, "VmHWM:");

    private static long Read(int processId, string name)
    {
        // "VmRSS:     61234 kB"
        var line = File.ReadLines($"/proc/{processId}/status")
            .Single(l => l.StartsWith(name, StringComparison.Ordinal));
        var number = line[name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim();
        return long.Parse(number, CultureInfo.InvariantCulture) * 1024;
    }
}
