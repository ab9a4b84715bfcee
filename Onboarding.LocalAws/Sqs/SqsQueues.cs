using System.Text;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Kernel.Running;
using Onboarding.LocalAws.Sqs.Store;

namespace Onboarding.LocalAws.Sqs;

/// <summary>
/// The queues as the rest of the host uses them, by ARN: destinations send, event sources receive. The operations of
/// the API are built on it, too.
/// </summary>
internal sealed class SqsQueues(SqsStore store, RunningTime time, RandomSource random)
{
    /// <summary>A wait for the first message of an empty queue begins anew after so long; an arrival ends it.</summary>
    private static readonly TimeSpan IdleWait = TimeSpan.FromMinutes(5);

    /// <returns>The queue's name; null where the ARN is not of a queue here.</returns>
    public string? NameOf(string queueArn)
    {
        var name = queueArn[(queueArn.LastIndexOf(':') + 1)..];
        return store.ArnOf(name) == queueArn && store.Exists(name) ? name : null;
    }

    /// <summary>Sends to the queue of that ARN what another service has to say.</summary>
    /// <param name="groupId">MessageGroupId, which a FIFO queue needs; null for none.</param>
    public SendOutcome Send(
        string queueArn, string body, MessageAttributes? attributes, string senderId, string? groupId = null)
    {
        if (NameOf(queueArn) is not { } name || store.AttributesOf(name) is not { } queue)
        {
            return SendOutcome.NoQueue;
        }

        var message = NewMessage(body, attributes ?? MessageAttributes.None, traceHeader: null, senderId) with
        {
            MessageGroupId = groupId,
            MessageDeduplicationId = queue.Fifo?.DeduplicationIdOf(given: null, body),
        };
        if (queue.Fifo is not null && (groupId is null || message.MessageDeduplicationId is null))
        {
            return SendOutcome.NoGroup;
        }

        return Encoding.UTF8.GetByteCount(body) + message.Attributes.SizeBytes > queue.MaximumMessageSize
            ? SendOutcome.TooLong
            : store.Send(name, message, delay: null) is null ? SendOutcome.NoQueue : SendOutcome.Sent;
    }

    public SqsMessage NewMessage(
        string body, MessageAttributes attributes, string? traceHeader, string senderId) => new()
        {
            Sequence = 0,
            MessageId = random.NextGuid().ToString(),
            Body = body,
            Md5OfBody = MessageAttributes.Md5Hex(Encoding.UTF8.GetBytes(body)),
            Attributes = attributes,
            TraceHeader = traceHeader,
            SenderId = senderId,
            Sender = SpanOrigin.Current,
            SentAt = default,
            VisibleAt = default,
        };

    /// <summary>
    /// Receives, waiting up to <paramref name="wait"/> for the first message. Nothing polls: the wait ends when a
    /// message is stored, when one becomes visible by itself, or when the time is over.
    /// </summary>
    /// <returns>Null where there is no such queue, or no longer.</returns>
    public async ValueTask<IReadOnlyList<SqsMessage>?> ReceiveAsync(
        string queue, ReceiveRequest request, TimeSpan wait, CancellationToken stop)
    {
        var deadline = time.Look().Running + wait;
        while (true)
        {
            if (store.Receive(queue, request) is not { } attempt)
            {
                return null;
            }

            var now = time.Look().Running;
            if (attempt.Messages.Count > 0 || now >= deadline)
            {
                return attempt.Messages;
            }

            var until = attempt.NextVisibleAt is { } next && next < deadline ? next : deadline;
            await WaitAsync(attempt.Arrival, until - now, stop);
        }
    }

    /// <summary>Waits until a message can be received, without receiving it.</summary>
    /// <returns>False where there is no such queue, or no longer.</returns>
    public async Task<bool> WhenVisibleAsync(string queue, CancellationToken stop)
    {
        while (store.Receive(queue, new ReceiveRequest(CountMax: 0)) is { } attempt)
        {
            var now = time.Look().Running;
            if (attempt.NextVisibleAt <= now)
            {
                return true;
            }

            await WaitAsync(attempt.Arrival, (attempt.NextVisibleAt ?? now + IdleWait) - now, stop);
        }

        return false;
    }

    /// <summary>
    /// Deletes what was received with that handle; nothing where it was received again since, or where it is visible
    /// again in a FIFO queue.
    /// </summary>
    public void Delete(string queue, string receiptHandle)
    {
        if (Receipt.Parse(receiptHandle) is { } receipt)
        {
            store.DeleteMessage(queue, receipt);
        }
    }

    /// <summary>Hides what was received with that handle for another while; zero makes it visible at once.</summary>
    public VisibilityOutcome ChangeVisibility(string queue, string receiptHandle, TimeSpan visibility) =>
        Receipt.Parse(receiptHandle) is { } receipt
            ? store.ChangeVisibility(queue, receipt, visibility)
            : VisibilityOutcome.NotInFlight;

    /// <returns>Null where there is no such queue.</returns>
    public QueueSnapshot? Describe(string queue) => store.Describe(queue);

    /// <summary>In order of name.</summary>
    public IReadOnlyList<string> Names() => store.Names();

    public string ArnOf(string queue) => store.ArnOf(queue);

    /// <inheritdoc cref="SqsStore.Redrive"/>
    public int? Redrive(string queue) => store.Redrive(queue, () => random.NextGuid().ToString());

    private async Task WaitAsync(Task arrival, TimeSpan atMost, CancellationToken stop)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var delay = Task.Delay(TimerDuration.ToPass(atMost), time, done.Token);
        await Task.WhenAny(arrival, delay);
        await done.CancelAsync();
        stop.ThrowIfCancellationRequested();
    }
}
