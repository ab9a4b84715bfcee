using System.Text;
using Onboarding.LocalAws.Sqs.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Sqs.Operations;

/// <summary>A message as SendMessage and each entry of SendMessageBatch give it.</summary>
internal sealed class MessageInput
{
    public string? QueueUrl { get; private set; }

    /// <summary>The entry's id in a batch.</summary>
    public string? Id { get; private set; }

    public string? Body { get; private set; }

    public int? DelaySeconds { get; private set; }

    public MessageAttributes Attributes { get; private set; } = MessageAttributes.None;

    public string? TraceHeader { get; private set; }

    public int SizeBytes => Encoding.UTF8.GetByteCount(Body ?? "") + Attributes.SizeBytes;

    /// <summary>Reads the members of the object that was entered.</summary>
    public static MessageInput Read(ref JsonInput input, string operation)
    {
        var message = new MessageInput();
        while (input.NextMember())
        {
            message.ReadMember(ref input, operation);
        }

        return message;
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

    public SqsMessage Send(SqsContext context, string queue, AwsRequest request)
    {
        var message = context.Queues.NewMessage(Body!, Attributes, TraceHeader, request.Caller.UserId);
        return context.Store.Send(queue, message, DelaySeconds is { } s ? TimeSpan.FromSeconds(s) : null)
            ? message
            : throw SqsErrors.NoQueue();
    }

    private void ReadMember(ref JsonInput input, string operation)
    {
        switch (input.MemberName())
        {
            case "QueueUrl":
                QueueUrl = input.ReadString();
                break;
            case "Id":
                Id = input.ReadString();
                break;
            case "MessageBody":
                Body = input.ReadString();
                break;
            case "DelaySeconds":
                DelaySeconds = input.ReadInteger();
                break;
            case "MessageAttributes":
                Attributes = MessageAttributeInput.Read(ref input);
                break;
            case "MessageSystemAttributes":
                TraceHeader = MessageAttributeInput.ReadTraceHeader(ref input);
                break;
            case "MessageDeduplicationId":
                throw SqsErrors.Unsupported(operation, "FIFO queues (MessageDeduplicationId)");
            case "MessageGroupId":
                throw SqsErrors.Unsupported(operation, "message groups (MessageGroupId)");
            default:
                input.Skip();
                break;
        }
    }
}
