using Onboarding.LocalAws.Cognito;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Lambda;
using Onboarding.LocalAws.SesV2.Store;
using Onboarding.LocalAws.Wiring;

namespace Onboarding.LocalAws.Hosting;

/// <summary>Puts Cognito together for one host: its mails end in SES's mailbox, its triggers are functions.</summary>
internal static class CognitoComposition
{
    /// <param name="edgeUrl">Asked for when the first token is issued; the edge listens by then.</param>
    public static CognitoService Create(
        LocalAwsOptions options,
        AwsScope scope,
        Mailbox mailbox,
        LambdaFunctions functions,
        RandomSource random,
        Func<Uri> edgeUrl) => new(
        options.Cognito,
        new CognitoPorts(new CodesToMailbox(mailbox, options.Time, random), new TriggersToLambda(functions)),
        scope,
        options.Time,
        random,
        edgeUrl);
}
