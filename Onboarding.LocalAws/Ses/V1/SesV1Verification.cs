using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Ses.Verification;

namespace Onboarding.LocalAws.Ses.V1;

/// <summary>How the first API makes identities.</summary>
internal static class SesV1Verification
{
    /// <summary>To ask again is no fault: one that waits gets another link.</summary>
    public static void Begin(IdentityVerification verification, string name)
    {
        switch (verification.Begin(new EmailIdentity(name, Tags: []), out _))
        {
            case Addition.Exists:
                verification.BeginAgain(name);
                break;
            case Addition.TooMany:
                throw SesV1Errors.TooManyIdentities(EmailIdentities.CountMax);
            case Addition.Added:
            default:
                break;
        }
    }
}
