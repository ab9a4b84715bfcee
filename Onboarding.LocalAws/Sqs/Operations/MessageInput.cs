using System.Text;
using Onboarding.LocalAws.Sqs.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Sqs.Operations;

/// <summary>A message as SendMessage and each entry of SendMessageBatch give it.</summary>
internal sealed class MessageInput
{
    /// <summary>The entry's id in a batch.</summary>
    public string? Id { get; private init; }

    public string? Body { get; private init; }

    public int? DelaySeconds { get; private init; }

    public required MessageAttributes Attributes { get; init; }

    public string? TraceHeader { get; private init; }

    public GroupInput Group { get; private init; }

    public int SizeBytes => Encoding.UTF8.GetByteCount(Body ?? "") + Attributes.SizeBytes;

    public static MessageInput Read(RequestMembers input) => new()
    {
        Id = input.Text("Id"),
        Body = input.Text("MessageBody"),
        DelaySeconds = input.Integer("DelaySeconds"),
        Attributes = MessageAttributeInput.Read(input),
        TraceHeader = MessageAttributeInput.ReadTraceHeader(input),
        Group = GroupInput.Read(input),
    };

    /// <exception cref="AwsException">
    /// In AWS's order: body, characters, size, delay; then the group (inferred).
    /// </exception>
    public void Validate(QueueAttributes queue)
    {
        if (string.IsNullOrEmpty(Body))
        {
            throw SqsErrors.Missing("MessageBody");
        }

        foreach (var rune in Body.EnumerateRunes())
        {
            if (rune.Value is (< 0x20 and not (0x9 or 0xA or 0xD)) or 0xFFFE or 0xFFFF)
            {
                throw SqsErrors.InvalidContents(rune.Value);
            }
        }

        if (SizeBytes > queue.MaximumMessageSize)
        {
            throw SqsErrors.InvalidParameters($"Message must be shorter than {queue.MaximumMessageSize} bytes.");
        }

        if (DelaySeconds is < 0 or > 900)
        {
            throw SqsErrors.InvalidValue(DelaySeconds, "DelaySeconds", "DelaySeconds must be >= 0 and <= 900.");
        }

        // "When you set FifoQueue, you can't set DelaySeconds per message"; 0 is taken (recorded).
        if (DelaySeconds > 0 && queue.Fifo is not null)
        {
            throw SqsErrors.NotForQueueType(DelaySeconds, "DelaySeconds");
        }

        if (Group.Missing(queue) is { } missing)
        {
            throw missing;
        }

        Group.Validate(queue);
    }

    /// <param name="attributes">Of the queue.</param>
    public SqsMessage Send(SqsContext context, string queue, QueueAttributes attributes, Principal sender)
    {
        var message = context.Queues.NewMessage(Body!, Attributes, TraceHeader, sender.UserId) with
        {
            MessageGroupId = Group.MessageGroupId,
            MessageDeduplicationId = attributes.Fifo?.DeduplicationIdOf(Group.MessageDeduplicationId, Body!),
        };
        // A FIFO queue has only a delay of its own, which it may change afterwards.
        var delay = attributes.Fifo is null && DelaySeconds is { } s ? TimeSpan.FromSeconds(s) : (TimeSpan?)null;
        return context.Store.Send(queue, message, delay) ?? throw SqsErrors.NoQueue();
    }
}
