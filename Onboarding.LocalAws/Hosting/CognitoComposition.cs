using Onboarding.LocalAws.Cognito;
using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Lambda;
using Onboarding.LocalAws.SesV2.Store;
using Onboarding.LocalAws.Wiring;

namespace Onboarding.LocalAws.Hosting;

/// <summary>Puts Cognito together for one host: its mails end in SES's mailbox, its triggers are functions.</summary>
internal static class CognitoComposition
{
    /// <param name="parts">What it takes from the rest of the host.</param>
    /// <param name="edgeUrl">Asked for when the first token is issued; the edge listens by then.</param>
    public static CognitoService Create(
        LocalAwsOptions options, AwsScope scope, CognitoParts parts, RandomSource random, Func<Uri> edgeUrl) => new(
        options.Cognito,
        new CognitoPorts(
            new CodesToMailbox(parts.Mailbox, options.Time, random),
            new TriggersToLambda(parts.Functions, parts.WhenDurable),
            parts.Pools,
            parts.WhenDurable),
        scope,
        options.Time,
        random,
        edgeUrl);
}

/// <param name="Pools">Restored by now.</param>
/// <param name="WhenDurable">See <see cref="HostJournal.WhenDurable"/>.</param>
internal sealed record CognitoParts(
    UserPools Pools, Mailbox Mailbox, LambdaFunctions Functions, Func<Task>? WhenDurable);
