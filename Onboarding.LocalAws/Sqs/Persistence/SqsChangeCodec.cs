using System.Diagnostics;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Sqs.Store;

namespace Onboarding.LocalAws.Sqs.Persistence;

/// <summary><see cref="SqsChange"/>s in the journal.</summary>
internal sealed class SqsChangeCodec : IChangeCodec<SqsChange>
{
    /// <summary>The first byte of each change. A number is never used for anything else.</summary>
    private enum Kind : byte
    {
        Cleared = 1,
        QueueStored = 2,
        QueueDeleted = 3,
        QueuePurged = 4,
        MessageStored = 5,
        MessageRemoved = 6,
    }

    public void Write(RecordWriter to, SqsChange change)
    {
        to.Byte((byte)KindOf(change));
        to.Text(change.Queue);
        switch (change)
        {
            case SqsChange.QueueStored stored:
                WriteAttributes(to, stored.Attributes);
                to.Time(stored.At);
                break;
            case SqsChange.QueuePurged purged:
                to.Time(purged.At);
                break;
            case SqsChange.MessageStored stored:
                WriteMessage(to, stored.Message);
                break;
            case SqsChange.MessageRemoved removed:
                to.Text(removed.MessageId);
                break;
        }
    }

    public SqsChange Read(ref RecordReader from)
    {
        var kind = (Kind)from.Byte();
        var queue = from.Text();
        return kind switch
        {
            Kind.Cleared => new SqsChange.Cleared(),
            Kind.QueueStored => new SqsChange.QueueStored(queue, ReadAttributes(ref from), from.Time()),
            Kind.QueueDeleted => new SqsChange.QueueDeleted(queue),
            Kind.QueuePurged => new SqsChange.QueuePurged(queue, from.Time()),
            Kind.MessageStored => new SqsChange.MessageStored(queue, ReadMessage(ref from)),
            Kind.MessageRemoved => new SqsChange.MessageRemoved(queue, from.Text()),
            _ => throw new FormatException($"There is no change of kind {kind}."),
        };
    }

    private static Kind KindOf(SqsChange change) => change switch
    {
        SqsChange.Cleared => Kind.Cleared,
        SqsChange.QueueStored => Kind.QueueStored,
        SqsChange.QueueDeleted => Kind.QueueDeleted,
        SqsChange.QueuePurged => Kind.QueuePurged,
        SqsChange.MessageStored => Kind.MessageStored,
        SqsChange.MessageRemoved => Kind.MessageRemoved,
        _ => throw new UnreachableException(),
    };

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
        to.Time(message.VisibleAt);
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
        VisibleAt = from.Time(),
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
