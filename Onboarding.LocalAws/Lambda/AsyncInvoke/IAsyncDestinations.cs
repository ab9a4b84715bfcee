namespace Onboarding.LocalAws.Lambda.AsyncInvoke;

/// <summary>What asynchronous invocation needs from the services that hear of its results.</summary>
internal interface IAsyncDestinations
{
    /// <param name="arn">Of a queue, a function or an event bus.</param>
    /// <returns>Why the destination has not taken the report; null where it has.</returns>
    string? Report(string arn, in AsyncReport report);

    /// <param name="attributes">Message attributes: name, type and value.</param>
    /// <returns>Why the queue has not taken the event; null where it has.</returns>
    string? DeadLetter(
        string queueArn,
        ReadOnlyMemory<byte> payload,
        IReadOnlyList<(string Name, string Type, string Value)> attributes);
}
