using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Ses.Sending;
using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Ses.Verification;

namespace Onboarding.LocalAws.Ses;

/// <summary>What SES's two APIs share.</summary>
internal sealed record SesContext(
    AwsScope Scope,
    TimeProvider Time,
    RandomSource Random,
    SendingStores Stores,
    EmailTemplates Templates,
    IdentityVerification Verification,
    Outbox Outbox)
{
    /// <summary>Whether the account is a newcomer's.</summary>
    public required bool IsSandbox { get; init; }

    /// <summary>A newcomer's account has no suppression list to manage.</summary>
    public void RequireSuppressionList()
    {
        if (IsSandbox)
        {
            throw SesErrors.SuppressionInSandbox();
        }
    }
}
