using Onboarding.LocalAws.Kernel.Running;

namespace Onboarding.LocalAws.Sqs.Store;

/// <summary>
/// Which of a queue's messages is received next: the one thing in which the types of queues differ. It lives under its
/// store's lock.
/// </summary>
internal interface IMessageOrder
{
    /// <summary>
    /// Whether a receipt handle is worth nothing once its message is visible again: "if a consumer whose message
    /// processing time is longer than the visibility timeout tries to delete the processed messages, the action fails
    /// with an error" (API_ReceiveMessage, of FIFO queues).
    /// </summary>
    bool ReceiptsExpire { get; }

    /// <summary>
    /// Whether a new delay of the queue is that of the messages in it, too (SQSDeveloperGuide, "delay queues": the
    /// setting is retroactive in FIFO queues only).
    /// </summary>
    bool DelayIsRetroactive { get; }

    /// <summary>
    /// From when on something can be received if nothing else happens; null where there is no message.
    /// </summary>
    RunningInstant? NextAt { get; }

    void Add(SqsMessage message);

    /// <param name="message">As it was added.</param>
    /// <returns>Whether another one may be received earlier now.</returns>
    bool Remove(SqsMessage message);

    void Clear();

    /// <param name="taken">What the same receive has taken before.</param>
    /// <returns>Null where nothing can be received now.</returns>
    SqsMessage? Next(RunningInstant now, IReadOnlyList<SqsMessage> taken);
}
