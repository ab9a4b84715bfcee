namespace Onboarding.LocalAws.Lambda.AsyncInvoke;

/// <summary>What asynchronous invocation needs from the services that hear of its results.</summary>
internal interface IAsyncDestination
{
    /// <param name="attributes">Message attributes, of which only a queue has any: name, type and value.</param>
    /// <returns>False where there is no such destination.</returns>
    ValueTask<bool> TrySendAsync(
        string arn,
        ReadOnlyMemory<byte> document,
        IReadOnlyList<(string Name, string Type, string Value)> attributes,
        CancellationToken stop);
}
