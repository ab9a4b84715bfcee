using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Kernel.Running;
using Onboarding.LocalAws.Sqs.Store;

namespace Onboarding.LocalAws.Sqs.Persistence;

/// <summary><see cref="SqsChange"/>s in the journal.</summary>
internal sealed class SqsChangeCodec : ChangeCodec<SqsChange>
{
    public SqsChangeCodec()
    {
        // Each kind of before FIFO queues begins with its queue, even the one that has none.
        Kind(
            1,
            (to, cleared) => to.Text(cleared.Queue),
            (ref from) =>
            {
                from.Text();
                return new SqsChange.Cleared();
            });
        // Before there were FIFO queues.
        Former(2, (ref from) => new SqsChange.QueueStored(from.Text(), ReadStandard(ref from), from.Time()));
        Kind(3, (to, deleted) => to.Text(deleted.Queue), (ref from) => new SqsChange.QueueDeleted(from.Text()));
        Kind(
            4,
            (to, purged) =>
            {
                to.Text(purged.Queue);
                to.Time(purged.At);
            },
            (ref from) => new SqsChange.QueuePurged(from.Text(), from.Time()));
        Former(5, (ref from) => new SqsChange.MessageStored(from.Text(), ReadUngrouped(ref from)));
        Kind(
            6,
            (to, removed) =>
            {
                to.Text(removed.Queue);
                to.Text(removed.MessageId);
            },
            (ref from) => new SqsChange.MessageRemoved(from.Text(), from.Text()));
        Kind(
            7,
            (to, stored) =>
            {
                to.Text(stored.Queue);
                WriteAttributes(to, stored.Attributes);
                to.Time(stored.At);
            },
            (ref from) => new SqsChange.QueueStored(from.Text(), ReadAttributes(ref from), from.Time()));
        Kind(
            8,
            (to, stored) =>
            {
                to.Text(stored.Queue);
                WriteMessage(to, stored.Message);
            },
            (ref from) => new SqsChange.MessageStored(from.Text(), ReadMessage(ref from)));
        Kind(
            9,
            (to, noted) =>
            {
                to.Text(noted.Queue);
                FifoCodec.Write(to, noted.Sent);
            },
            (ref from) => new SqsChange.SendNoted(from.Text(), FifoCodec.ReadSent(ref from)));
        Kind(
            10,
            (to, noted) =>
            {
                to.Text(noted.Queue);
                FifoCodec.Write(to, noted.Receive);
            },
            (ref from) => new SqsChange.ReceiveNoted(from.Text(), FifoCodec.ReadReceive(ref from)));
        Kind(
            11,
            (to, reached) => to.SignedNumber(reached.Sequence),
            (ref from) => new SqsChange.SequenceReached(from.SignedNumber()));
    }

    private static void WriteAttributes(RecordWriter to, QueueAttributes attributes)
    {
        to.Span(attributes.Delay);
        to.SignedNumber(attributes.MaximumMessageSize);
        to.Span(attributes.MessageRetentionPeriod);
        to.Span(attributes.ReceiveMessageWaitTime);
        to.Span(attributes.VisibilityTimeout);
        to.Flag(attributes.RedrivePolicy is not null);
        if (attributes.RedrivePolicy is { } policy)
        {
            to.Text(policy.DeadLetterTargetArn);
            to.SignedNumber(policy.MaxReceiveCount);
            to.Text(policy.Text);
        }

        to.OptionalText(attributes.Policy);
        to.OptionalText(attributes.RedriveAllowPolicy);
        to.Flag(attributes.SqsManagedSseEnabled);
        FifoCodec.Write(to, attributes.Fifo);
    }

    private static QueueAttributes ReadAttributes(ref RecordReader from) =>
        ReadStandard(ref from) with { Fifo = FifoCodec.ReadAttributes(ref from) };

    private static QueueAttributes ReadStandard(ref RecordReader from) => new()
    {
        Delay = from.Span(),
        MaximumMessageSize = (int)from.SignedNumber(),
        MessageRetentionPeriod = from.Span(),
        ReceiveMessageWaitTime = from.Span(),
        VisibilityTimeout = from.Span(),
        RedrivePolicy = from.Flag() ? new RedrivePolicy(from.Text(), (int)from.SignedNumber(), from.Text()) : null,
        Policy = from.OptionalText(),
        RedriveAllowPolicy = from.OptionalText(),
        SqsManagedSseEnabled = from.Flag(),
    };

    private static void WriteMessage(RecordWriter to, SqsMessage message)
    {
        to.SignedNumber(message.Sequence);
        to.Text(message.MessageId);
        to.Text(message.Body);
        to.Text(message.Md5OfBody);
        to.Number((ulong)message.Attributes.Values.Count);
        foreach (var (name, attribute) in message.Attributes.Values)
        {
            to.Text(name);
            to.Text(attribute.DataType);
            to.Bytes(attribute.Bytes);
        }

        to.OptionalText(message.TraceHeader);
        to.Text(message.SenderId);
        to.Time(message.SentAt);
        to.Fixed64((ulong)message.VisibleAt.Ticks);
        to.SignedNumber(message.ReceiveCount);
        to.OptionalTime(message.FirstReceivedAt);
        to.OptionalText(message.DeadLetterQueueSourceArn);
        to.OptionalText(message.MessageGroupId);
        to.OptionalText(message.MessageDeduplicationId);
    }

    private static SqsMessage ReadMessage(ref RecordReader from) => ReadUngrouped(ref from) with
    {
        MessageGroupId = from.OptionalText(),
        MessageDeduplicationId = from.OptionalText(),
    };

    private static SqsMessage ReadUngrouped(ref RecordReader from) => new()
    {
        Sequence = from.SignedNumber(),
        MessageId = from.Text(),
        Body = from.Text(),
        Md5OfBody = from.Text(),
        Attributes = ReadMessageAttributes(ref from),
        TraceHeader = from.OptionalText(),
        SenderId = from.Text(),
        SentAt = from.Time(),
        VisibleAt = new RunningInstant((long)from.Fixed64()),
        ReceiveCount = (int)from.SignedNumber(),
        FirstReceivedAt = from.OptionalTime(),
        DeadLetterQueueSourceArn = from.OptionalText(),
    };

    private static MessageAttributes ReadMessageAttributes(ref RecordReader from)
    {
        var count = from.Count();
        List<KeyValuePair<string, MessageAttribute>> attributes = new(count);
        for (var i = 0; i < count; i++)
        {
            attributes.Add(KeyValuePair.Create(
                from.Text(), new MessageAttribute(from.Text(), from.Bytes().ToArray())));
        }

        return MessageAttributes.Of(attributes);
    }
}
