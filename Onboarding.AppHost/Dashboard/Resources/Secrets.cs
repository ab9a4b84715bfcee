namespace Onboarding.AppHost.Dashboard.Resources;

/// <summary>
/// Which variables of a function hold a secret. The dashboard masks every value until it is clicked; the value of these
/// does not leave the host.
/// </summary>
internal static class Secrets
{
    public const string NotShown = "(secret, not shown)";

    private static readonly string[] Words =
        ["SECRET", "TOKEN", "PASSWORD", "PASSWD", "PASSPHRASE", "CREDENTIAL", "KEY", "HEADERS", "CONNECTIONSTRING"];

    /// <summary>A name of something, such as API_KEYS_TABLE, is no secret.</summary>
    private static readonly string[] NameSuffixes =
        ["_TABLE", "_QUEUE", "_TOPIC", "_BUCKET", "_BUS", "_POOL", "_FUNCTION", "_NAME", "_ARN"];

    public static string Shown(string name, string value) => IsSecret(name) || HasUserInfo(value) ? NotShown : value;

    private static bool IsSecret(string name)
    {
        var upper = name.ToUpperInvariant();
        return !NameSuffixes.Any(s => upper.EndsWith(s, StringComparison.Ordinal))
            && Words.Any(word => upper.Replace("_", "", StringComparison.Ordinal).Contains(word));
    }

    /// <summary><c>https://user:password@host/</c></summary>
    private static bool HasUserInfo(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var url) && url.UserInfo.Length > 0;
}
