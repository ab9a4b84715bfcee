using System.Diagnostics;
using Onboarding.LocalAws.Sqs.Store;

namespace Onboarding.LocalAws.Sqs.Operations;

/// <summary>
/// The attributes that only FIFO queues have; a standard queue does not know them (recorded: "Unknown Attribute
/// FifoQueue.").
/// Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html.
/// </summary>
internal static class FifoAttributeRules
{
    public static readonly IReadOnlyList<string> Names =
        ["FifoQueue", "ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit"];

    /// <summary>The attributes with which a queue begins; its type is decided by then.</summary>
    public static QueueAttributes Default(bool isFifo) =>
        isFifo ? QueueAttributes.Default with { Fifo = FifoAttributes.Default } : QueueAttributes.Default;

    public static QueueAttributes Apply(QueueAttributes queue, string name, string value)
    {
        var fifo = queue.Fifo ?? throw SqsErrors.UnknownAttribute(name);
        return queue with
        {
            Fifo = name switch
            {
                "FifoQueue" => value switch
                {
                    "true" => fifo,
                    "false" => throw SqsErrors.InvalidAttribute(name, "Modifying queue type is not supported."),
                    _ => throw SqsErrors.InvalidAttribute(name),
                },
                "ContentBasedDeduplication" =>
                    fifo with { ContentBasedDeduplication = IsSecond(name, value, "false", "true") },
                "DeduplicationScope" =>
                    fifo with { DeduplicatesPerGroup = IsSecond(name, value, "queue", "messageGroup") },
                "FifoThroughputLimit" =>
                    fifo with { LimitsThroughputPerGroup = IsSecond(name, value, "perQueue", "perMessageGroupId") },
                _ => throw new UnreachableException(),
            },
        };
    }

    /// <summary>Takes the named attribute from one and all others from the other, both of a FIFO queue.</summary>
    public static QueueAttributes Merge(QueueAttributes current, QueueAttributes given, string name)
    {
        var (fifo, from) = (current.Fifo!, given.Fifo!);
        return current with
        {
            Fifo = name switch
            {
                "FifoQueue" => fifo,
                "ContentBasedDeduplication" => fifo with { ContentBasedDeduplication = from.ContentBasedDeduplication },
                "DeduplicationScope" => fifo with { DeduplicatesPerGroup = from.DeduplicatesPerGroup },
                "FifoThroughputLimit" => fifo with { LimitsThroughputPerGroup = from.LimitsThroughputPerGroup },
                _ => throw new UnreachableException(),
            },
        };
    }

    /// <summary>
    /// "The perMessageGroupId value is allowed only when the value for DeduplicationScope is messageGroup"; the text is
    /// inferred.
    /// </summary>
    public static void RequireThroughputFitsScope(QueueAttributes queue)
    {
        if (queue.Fifo is { LimitsThroughputPerGroup: true, DeduplicatesPerGroup: false })
        {
            throw SqsErrors.InvalidAttribute(
                "FifoThroughputLimit",
                "The perMessageGroupId value is allowed only when the value for DeduplicationScope is messageGroup.");
        }
    }

    public static string? Text(FifoAttributes? fifo, string name) => fifo is null ? null : name switch
    {
        "FifoQueue" => "true",
        "ContentBasedDeduplication" => fifo.ContentBasedDeduplication ? "true" : "false",
        "DeduplicationScope" => fifo.DeduplicatesPerGroup ? "messageGroup" : "queue",
        "FifoThroughputLimit" => fifo.LimitsThroughputPerGroup ? "perMessageGroupId" : "perQueue",
        _ => throw new UnreachableException(),
    };

    private static bool IsSecond(string name, string value, string first, string second) =>
        value == second || (value == first ? false : throw SqsErrors.InvalidAttribute(name));
}
