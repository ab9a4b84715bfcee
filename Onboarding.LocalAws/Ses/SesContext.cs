using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Ses.Sending;
using Onboarding.LocalAws.Ses.Store;

namespace Onboarding.LocalAws.Ses;

/// <summary>What SES's two APIs share.</summary>
internal sealed record SesContext(
    AwsScope Scope,
    TimeProvider Time,
    RandomSource Random,
    Mailbox Mailbox,
    EmailIdentities Identities,
    EmailTemplates Templates,
    Outbox Outbox);
