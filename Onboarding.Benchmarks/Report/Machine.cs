using System.Runtime.InteropServices;

namespace Onboarding.Benchmarks.Report;

/// <summary>Where the figures are from: without it they compare with nothing.</summary>
internal static class Machine
{
    public const bool IsDebugBuild =
#if DEBUG
        true;
#else
        false;
#endif

    public static string Describe()
    {
        var load = Load() is { } average ? $", load {average} at the start" : "";
        return $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription} "
            + $"({RuntimeInformation.OSArchitecture}), {RuntimeInformation.FrameworkDescription}, "
            + $"{(IsDebugBuild ? "DEBUG" : "Release")} build{load}";
    }

    /// <summary>How busy the machine was in the last minute; null where it cannot be told.</summary>
    private static string? Load() =>
        File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : null;
}
