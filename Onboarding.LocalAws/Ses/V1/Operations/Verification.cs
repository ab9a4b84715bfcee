using System.Security.Cryptography;
using System.Text;
using Onboarding.LocalAws.Ses.Store;

namespace Onboarding.LocalAws.Ses.V1.Operations;

/// <summary>What verifying an identity is here.</summary>
internal static class Verification
{
    /// <summary>Verifying again is no fault.</summary>
    public static void Add(EmailIdentities identities, string name)
    {
        if (identities.Find(name) is null && identities.Count >= EmailIdentities.CountMax)
        {
            throw SesV1Errors.TooManyIdentities(EmailIdentities.CountMax);
        }

        identities.TryAdd(new EmailIdentity(name, Tags: []));
    }

    /// <summary>44 characters, the same for a domain each time it is asked for.</summary>
    public static string TokenOf(string domain) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(domain.ToLowerInvariant())));
}
