using System.Buffers;
using Onboarding.LocalAws.Sqs.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Sqs.Operations;

/// <summary>
/// The group and the deduplication id of a message. A FIFO queue needs both. A standard queue takes a group: that is
/// its tenant in a fair queue, which changes nothing here but what a receiver is told.
/// Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html and
/// .../SQSDeveloperGuide/sqs-fair-queues.html.
/// </summary>
internal readonly record struct GroupInput(string? MessageGroupId, string? MessageDeduplicationId)
{
    private const int LengthMax = 128;

    /// <summary>"Alphanumeric characters and punctuation".</summary>
    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~");

    public static GroupInput Read(RequestMembers input) =>
        new(input.Text("MessageGroupId"), input.Text("MessageDeduplicationId"));

    /// <returns>The error where the queue needs what was not given; else null.</returns>
    public AwsException? Missing(QueueAttributes queue) =>
        queue.Fifo is not { } fifo ? null
        : MessageGroupId is null ? SqsErrors.Missing("MessageGroupId")
        : MessageDeduplicationId is null && !fifo.ContentBasedDeduplication ? SqsErrors.NoDeduplicationId()
        : null;

    public void Validate(QueueAttributes queue)
    {
        if (MessageDeduplicationId is not null && queue.Fifo is null)
        {
            throw SqsErrors.NotForQueueType(MessageDeduplicationId, "MessageDeduplicationId");
        }

        Check(MessageGroupId, "MessageGroupId");
        Check(MessageDeduplicationId, "MessageDeduplicationId");
    }

    /// <summary>Null is none.</summary>
    public static void Check(string? id, string member)
    {
        if (id is not null && (id.Length is 0 or > LengthMax || id.AsSpan().ContainsAnyExcept(Allowed)))
        {
            throw SqsErrors.InvalidValue(
                id, member, $"{member} can only include alphanumeric and punctuation characters. 1 to 128 in length.");
        }
    }
}
