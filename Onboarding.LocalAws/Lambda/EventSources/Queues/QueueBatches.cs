using Onboarding.LocalAws.Kernel.Running;
using Onboarding.LocalAws.Lambda.Model;

namespace Onboarding.LocalAws.Lambda.EventSources.Queues;

/// <summary>
/// Gathers the batches of a queue. A batch is full with its size, with 6 MB of payload, or when its window, which
/// begins with its first message, is over
/// (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html). One caller at a time.
/// </summary>
internal sealed class QueueBatches(
    QueueMappingSettings settings, IMessageQueue queue, MappingGate gate, RunningTime time)
{
    /// <summary>Lambda's limit for the payload of a synchronous invocation.</summary>
    private const int PayloadSizeBytesMax = LambdaQuotas.PayloadSizeBytesMax;

    /// <summary>Received, and too large for the batch before.</summary>
    private readonly Queue<QueueMessage> _left = [];

    public async Task<IReadOnlyList<QueueMessage>> TakeAsync(CancellationToken stop)
    {
        var batch = new List<QueueMessage>();
        var isPassed = false;
        while (batch.Count == 0)
        {
            if (_left.Count == 0)
            {
                await queue.WhenAnyAsync(stop);
            }

            if (!isPassed)
            {
                // Before anything is received: what a pause holds back must not lose its visibility timeout.
                await gate.PassAsync(stop);
                isPassed = true;
            }

            await GatherAsync(batch, stop);
        }

        return batch;
    }

    private async Task GatherAsync(List<QueueMessage> batch, CancellationToken stop)
    {
        var sizeBytes = EventPayload.FrameSizeBytes;
        using var window = new CancellationTokenSource();
        await using var timer = settings.BatchingWindow > TimeSpan.Zero
            ? time.CreateTimer(_ => window.Cancel(), null, settings.BatchingWindow, Timeout.InfiniteTimeSpan)
            : null;
        do
        {
            await ReceiveAsync(batch.Count, stop);
            Fill(batch, ref sizeBytes);
            ReleaseLeftOfGroups();
        }
        while (batch.Count > 0 && batch.Count < settings.BatchSize && _left.Count == 0
            && timer is not null && await MoreComesAsync(window.Token, stop));
    }

    private async Task ReceiveAsync(int gathered, CancellationToken stop)
    {
        var wanted = settings.BatchSize - gathered - _left.Count;
        if (wanted <= 0)
        {
            return;
        }

        foreach (var message in await queue.ReceiveAsync(wanted, stop))
        {
            if (QueueFilter.Wants(settings, message))
            {
                _left.Enqueue(message);
            }
            else
            {
                // "Lambda automatically deletes messages that don't match": a queue has nowhere else to put them
                // (https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html).
                queue.Delete(message);
            }
        }
    }

    private void Fill(List<QueueMessage> batch, ref int sizeBytes)
    {
        while (batch.Count < settings.BatchSize && _left.TryPeek(out var next))
        {
            if (next.VisibleAt <= time.Look().Running)
            {
                // Its visibility timeout ended before the batch did: the next receive gets it.
                _left.Dequeue();
                continue;
            }

            if (batch.Count > 0 && sizeBytes + next.Json.Length + 1 > PayloadSizeBytesMax)
            {
                return;
            }

            sizeBytes += next.Json.Length + 1;
            batch.Add(_left.Dequeue());
        }
    }

    /// <summary>
    /// What did not fit may be of a group that the batch has: another worker must not deliver it at the same time. Back
    /// in a FIFO queue it waits for its group. The receive counts (inferred).
    /// </summary>
    private void ReleaseLeftOfGroups()
    {
        while (queue.IsFifo && _left.TryDequeue(out var message))
        {
            queue.Release(message);
        }
    }

    /// <returns>False where the window has closed first.</returns>
    private async Task<bool> MoreComesAsync(CancellationToken window, CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(window, stop);
        try
        {
            await queue.WhenAnyAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (window.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            return false;
        }
    }
}
