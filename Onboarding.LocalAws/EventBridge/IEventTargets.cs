using Onboarding.LocalAws.EventBridge.Delivery;

namespace Onboarding.LocalAws.EventBridge;

/// <summary>What EventBridge needs from the services that its rules send to.</summary>
internal interface IEventTargets
{
    /// <summary>Hands an event over; a target that works on it later has taken it.</summary>
    ValueTask<TargetResult> DeliverAsync(TargetDelivery delivery, CancellationToken stop);

    /// <param name="attributes">Message attributes, all of type String.</param>
    /// <returns>False where there is no such queue.</returns>
    bool TryDeadLetter(
        string queueArn, ReadOnlyMemory<byte> body, IReadOnlyList<KeyValuePair<string, string>> attributes);
}

/// <summary>What a target said to one attempt.</summary>
internal abstract record TargetResult
{
    public sealed record Taken : TargetResult;

    /// <param name="Code">One of the codes that a dead letter's <c>ERROR_CODE</c> can have.</param>
    /// <param name="IsFinal">Whether another attempt would only say the same.</param>
    public sealed record Refused(string Code, string Message, bool IsFinal) : TargetResult;
}
