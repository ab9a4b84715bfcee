namespace Onboarding.LocalAws.Wire.SigV4;

/// <summary>
/// The bucket that a host name stands for (virtual-host style): <c>{bucket}.s3.…</c> or <c>{bucket}.localhost</c>.
/// </summary>
internal static class BucketHost
{
    /// <returns>Null where the host names none, so that the path does.</returns>
    public static string? BucketOf(string host)
    {
        var s3 = host.IndexOf(".s3.", StringComparison.OrdinalIgnoreCase);
        if (s3 > 0)
        {
            return host[..s3];
        }

        const string localhost = ".localhost";
        return host.EndsWith(localhost, StringComparison.OrdinalIgnoreCase)
            && !host.Equals("s3" + localhost, StringComparison.OrdinalIgnoreCase)
                ? host[..^localhost.Length]
                : null;
    }
}
