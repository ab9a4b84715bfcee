using System.Diagnostics;
using Onboarding.LocalAws.HttpApi;
using Onboarding.LocalAws.Lambda;
using Onboarding.LocalAws.Lambda.Model;

namespace Onboarding.LocalAws.Wiring;

/// <summary>The HTTP API's proxy integration: a route's function is invoked synchronously.</summary>
internal sealed class HttpApiToLambda(LambdaFunctions functions) : IHttpApiIntegration
{
    /// <summary>https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html</summary>
    private const int EventSizeBytesMax = LambdaQuotas.PayloadSizeBytesMax;

    public async ValueTask<IntegrationResult> InvokeAsync(
        string functionName, ReadOnlyMemory<byte> payload, CancellationToken giveUp)
    {
        if (payload.Length > EventSizeBytesMax)
        {
            return new IntegrationResult(IntegrationOutcome.EventTooLarge);
        }

        var result = await functions.InvokeAsync(
            functionName, new InvokeRequest { Payload = payload }, giveUp);
        return result?.Status switch
        {
            InvokeStatus.Succeeded => new IntegrationResult(IntegrationOutcome.Returned, result.Payload),
            // A route whose function was deleted answers 500 in AWS too.
            InvokeStatus.FunctionError or null => new IntegrationResult(IntegrationOutcome.Failed),
            InvokeStatus.ThrottledByReservedConcurrency or InvokeStatus.ThrottledByAccount =>
                new IntegrationResult(IntegrationOutcome.Throttled),
            InvokeStatus.HostStopping => new IntegrationResult(IntegrationOutcome.HostStopping),
            _ => throw new UnreachableException(),
        };
    }
}
