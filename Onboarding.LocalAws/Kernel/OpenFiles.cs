using System.Runtime.InteropServices;

namespace Onboarding.LocalAws.Kernel;

/// <summary>
/// How many files and sockets this process may have open. At the limit not only connections fail: the runtime itself
/// ends the process where it cannot open the next assembly.
/// </summary>
internal static partial class OpenFiles
{
    private const int LinuxNoFile = 7;
    private const int MacNoFile = 8;

    /// <returns>Null where the system has no such limit.</returns>
    public static long? Limit()
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        var isRead = GetLimit(OperatingSystem.IsMacOS() ? MacNoFile : LinuxNoFile, out var limit) == 0;
        return isRead && limit.Soft < long.MaxValue ? (long)limit.Soft : null;
    }

    /// <summary>How many there are now.</summary>
    public static int Count() => Directory.Exists("/dev/fd") ? Directory.GetFileSystemEntries("/dev/fd").Length : 0;

    [LibraryImport("libc", EntryPoint = "getrlimit", SetLastError = true)]
    private static partial int GetLimit(int resource, out ResourceLimit limit);

    [StructLayout(LayoutKind.Sequential)]
    private struct ResourceLimit
    {
        public ulong Soft;
        public ulong Hard;
    }
}
