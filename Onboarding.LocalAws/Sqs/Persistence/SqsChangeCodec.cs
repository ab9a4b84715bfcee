using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Kernel.Running;
using Onboarding.LocalAws.Sqs.Store;

namespace Onboarding.LocalAws.Sqs.Persistence;

/// <summary><see cref="SqsChange"/>s in the journal.</summary>
internal sealed class SqsChangeCodec : ChangeCodec<SqsChange>
{
    public SqsChangeCodec()
    {
        // Each kind begins with its queue, even the one that has none.
        Kind(
            1,
            (to, cleared) => to.Text(cleared.Queue),
            (ref from) =>
            {
                from.Text();
                return new SqsChange.Cleared();
            });
        Kind(
            2,
            (to, stored) =>
            {
                to.Text(stored.Queue);
                WriteAttributes(to, stored.Attributes);
                to.Time(stored.At);
            },
            (ref from) => new SqsChange.QueueStored(from.Text(), ReadAttributes(ref from), from.Time()));
        Kind(3, (to, deleted) => to.Text(deleted.Queue), (ref from) => new SqsChange.QueueDeleted(from.Text()));
        Kind(
            4,
            (to, purged) =>
            {
                to.Text(purged.Queue);
                to.Time(purged.At);
            },
            (ref from) => new SqsChange.QueuePurged(from.Text(), from.Time()));
        Kind(
            5,
            (to, stored) =>
            {
                to.Text(stored.Queue);
                WriteMessage(to, stored.Message);
            },
            (ref from) => new SqsChange.MessageStored(from.Text(), ReadMessage(ref from)));
        Kind(
            6,
            (to, removed) =>
            {
                to.Text(removed.Queue);
                to.Text(removed.MessageId);
            },
            (ref from) => new SqsChange.MessageRemoved(from.Text(), from.Text()));
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
    }

    private static QueueAttributes ReadAttributes(ref RecordReader from) => new()
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
    }

    private static SqsMessage ReadMessage(ref RecordReader from) => new()
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
