namespace Onboarding.LocalAws.HttpApi;

/// <summary>What the HTTP API needs from Lambda.</summary>
internal interface IHttpApiIntegration
{
    /// <summary>
    /// Invokes synchronously. Cancelling only ends the wait: API Gateway gives up on a slow function, it does not stop
    /// it. The payload may be kept.
    /// </summary>
    ValueTask<IntegrationResult> InvokeAsync(
        string functionName, ReadOnlyMemory<byte> payload, CancellationToken giveUp);
}
