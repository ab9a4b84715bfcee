namespace Onboarding.LocalAws.S3.Contents;

/// <summary>Tells a full disk, or a user's quota that is used up, from other faults.</summary>
internal static class DiskFull
{
    /// <summary>errno: the same number on Linux and macOS.</summary>
    private const int NoSpace = 28;

    private const int QuotaExceededOnLinux = 122;
    private const int QuotaExceededOnMac = 69;

    /// <summary>HRESULTs of ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL.</summary>
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);

    public static bool Is(IOException fault) => OperatingSystem.IsWindows()
        ? fault.HResult is WindowsDiskFull or WindowsHandleDiskFull
        : fault.HResult is NoSpace
            || fault.HResult == (OperatingSystem.IsMacOS() ? QuotaExceededOnMac : QuotaExceededOnLinux);
}
