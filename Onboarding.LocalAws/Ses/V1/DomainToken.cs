using System.Security.Cryptography;
using System.Text;

namespace Onboarding.LocalAws.Ses.V1;

/// <summary>What AWS wants to find in the DNS of a domain.</summary>
internal static class DomainToken
{
    /// <summary>44 characters, the same for a domain each time it is asked for.</summary>
    public static string Of(string domain) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(domain.ToLowerInvariant())));
}
