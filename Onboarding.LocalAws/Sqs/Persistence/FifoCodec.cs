using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Kernel.Running;
using Onboarding.LocalAws.Sqs.Store;

namespace Onboarding.LocalAws.Sqs.Persistence;

/// <summary>What only FIFO queues have, in the journal.</summary>
internal static class FifoCodec
{
    public static void Write(RecordWriter to, FifoAttributes? attributes)
    {
        to.Flag(attributes is not null);
        if (attributes is not null)
        {
            to.Flag(attributes.ContentBasedDeduplication);
            to.Flag(attributes.DeduplicatesPerGroup);
            to.Flag(attributes.LimitsThroughputPerGroup);
        }
    }

    public static FifoAttributes? ReadAttributes(ref RecordReader from) => !from.Flag() ? null : new FifoAttributes
    {
        ContentBasedDeduplication = from.Flag(),
        DeduplicatesPerGroup = from.Flag(),
        LimitsThroughputPerGroup = from.Flag(),
    };

    public static void Write(RecordWriter to, SentMessage sent)
    {
        to.Text(sent.Key);
        to.Text(sent.MessageId);
        to.SignedNumber(sent.Sequence);
        Write(to, sent.At);
    }

    public static SentMessage ReadSent(ref RecordReader from) =>
        new(from.Text(), from.Text(), from.SignedNumber(), ReadInstant(ref from));

    public static void Write(RecordWriter to, RepeatableReceive receive)
    {
        to.Text(receive.Key);
        Write(to, receive.At);
        to.Number((ulong)receive.Messages.Count);
        foreach (var message in receive.Messages)
        {
            to.Text(message.MessageId);
            to.SignedNumber(message.ReceiveCount);
            Write(to, message.VisibleAt);
        }
    }

    public static RepeatableReceive ReadReceive(ref RecordReader from)
    {
        var (key, at) = (from.Text(), ReadInstant(ref from));
        var messages = new HiddenMessage[from.Count()];
        for (var i = 0; i < messages.Length; i++)
        {
            messages[i] = new HiddenMessage(from.Text(), (int)from.SignedNumber(), ReadInstant(ref from));
        }

        return new RepeatableReceive(key, at, messages);
    }

    private static void Write(RecordWriter to, RunningInstant at) => to.Fixed64((ulong)at.Ticks);

    private static RunningInstant ReadInstant(ref RecordReader from) => new((long)from.Fixed64());
}
