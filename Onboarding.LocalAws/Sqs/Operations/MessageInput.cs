using System.Text;
using Onboarding.LocalAws.Sqs.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Sqs.Operations;

/// <summary>A message as SendMessage and each entry of SendMessageBatch give it.</summary>
internal sealed class MessageInput
{
    /// <summary>Members of FIFO queues, and of message groups in standard ones.</summary>
    public static IReadOnlyList<string> RefusedMembers { get; } = ["MessageDeduplicationId", "MessageGroupId"];

    /// <summary>The entry's id in a batch.</summary>
    public string? Id { get; private init; }

    public string? Body { get; private init; }

    public int? DelaySeconds { get; private init; }

    public required MessageAttributes Attributes { get; init; }

    public string? TraceHeader { get; private init; }

    public int SizeBytes => Encoding.UTF8.GetByteCount(Body ?? "") + Attributes.SizeBytes;

    public static MessageInput Read(RequestMembers input)
    {
        // SendMessage's own were refused before; those of a batch's entry are refused here only.
        input.Refuse(RefusedMembers);
        return new MessageInput
        {
            Id = input.Text("Id"),
            Body = input.Text("MessageBody"),
            DelaySeconds = input.Integer("DelaySeconds"),
            Attributes = MessageAttributeInput.Read(input),
            TraceHeader = MessageAttributeInput.ReadTraceHeader(input),
        };
    }

    /// <exception cref="AwsException">In AWS's order: body, characters, size, delay.</exception>
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
    }

    public SqsMessage Send(SqsContext context, string queue, Principal sender)
    {
        var message = context.Queues.NewMessage(Body!, Attributes, TraceHeader, sender.UserId);
        return context.Store.Send(queue, message, DelaySeconds is { } s ? TimeSpan.FromSeconds(s) : null)
            ? message
            : throw SqsErrors.NoQueue();
    }
}
