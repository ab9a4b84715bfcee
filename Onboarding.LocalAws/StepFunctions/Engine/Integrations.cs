using System.Diagnostics;
using Onboarding.LocalAws.StepFunctions.Language.States;

namespace Onboarding.LocalAws.StepFunctions.Engine;

/// <summary>
/// The services that a Task can call here, and how
/// (https://docs.aws.amazon.com/step-functions/latest/dg/integrate-services.html).
/// </summary>
internal static class Integrations
{
    private static readonly IntegrationPattern[] Plain = [IntegrationPattern.RequestResponse];

    private static readonly IntegrationPattern[] Callback =
        [IntegrationPattern.RequestResponse, IntegrationPattern.WaitForTaskToken];

    private static readonly Dictionary<string, IntegrationPattern[]> Patterns = new(StringComparer.Ordinal)
    {
        ["lambda:invoke"] = Callback,
        ["dynamodb:getItem"] = Plain,
        ["dynamodb:putItem"] = Plain,
        ["dynamodb:updateItem"] = Plain,
        ["dynamodb:deleteItem"] = Plain,
        ["events:putEvents"] = Callback,
        ["sqs:sendMessage"] = Callback,
        ["states:startExecution"] = [.. Callback, IntegrationPattern.Sync, IntegrationPattern.Sync2],
        ["aws-sdk:sesv2:sendEmail"] = Callback,
    };

    public static bool Has(ServiceResource resource) =>
        Patterns.TryGetValue(
            $"{(resource.IsAwsSdk ? "aws-sdk:" : "")}{resource.Service}:{resource.Action}", out var patterns)
        && patterns.Contains(resource.Pattern);

    /// <summary>As ARNs and events write a pattern.</summary>
    public static string Suffix(IntegrationPattern pattern) => pattern switch
    {
        IntegrationPattern.RequestResponse => "",
        IntegrationPattern.Sync => ".sync",
        IntegrationPattern.Sync2 => ".sync:2",
        IntegrationPattern.WaitForTaskToken => ".waitForTaskToken",
        _ => throw new UnreachableException(),
    };
}
