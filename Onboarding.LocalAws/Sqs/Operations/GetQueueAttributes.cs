using System.Globalization;
using Onboarding.LocalAws.Sqs.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Sqs.Operations;

/// <summary>GetQueueAttributes: the ones that were named, or all that are set. Every value is a text.</summary>
internal static class GetQueueAttributes
{
    private static readonly string[] All =
    [
        "ApproximateNumberOfMessages", "ApproximateNumberOfMessagesDelayed", "ApproximateNumberOfMessagesNotVisible",
        "CreatedTimestamp", "DelaySeconds", "LastModifiedTimestamp", "MaximumMessageSize", "MessageRetentionPeriod",
        "Policy", "QueueArn", "ReceiveMessageWaitTimeSeconds", "RedriveAllowPolicy", "RedrivePolicy",
        "SqsManagedSseEnabled", "VisibilityTimeout",
    ];

    /// <summary>Known to AWS and never set here.</summary>
    private static readonly string[] NeverSet =
    [
        "FifoQueue", "ContentBasedDeduplication", "KmsMasterKeyId", "KmsDataKeyReusePeriodSeconds",
        "DeduplicationScope", "FifoThroughputLimit",
    ];

    public static ValueTask HandleAsync(AwsRequest request, SqsContext context)
    {
        var (url, names) = Read(request.Body.Span);
        var queue = context.NameIn(url);
        var snapshot = context.Store.Describe(queue) ?? throw SqsErrors.NoQueue();
        var wanted = Wanted(names);
        return SqsContext.SendAsync(request, json =>
        {
            if (wanted.Count == 0)
            {
                return;
            }

            json.WriteStartObject("Attributes"u8);
            foreach (var name in wanted)
            {
                if (Value(name, queue, snapshot, context) is { } value)
                {
                    json.WriteString(name, value);
                }
            }

            json.WriteEndObject();
        });
    }

    private static IReadOnlyCollection<string> Wanted(List<string> names)
    {
        foreach (var name in names)
        {
            if (name != "All" && !All.Contains(name) && !NeverSet.Contains(name))
            {
                throw SqsErrors.UnknownAttribute(name);
            }
        }

        return names.Contains("All") ? All : names.Distinct().ToList();
    }

    private static string? Value(string name, string queue, QueueSnapshot snapshot, SqsContext context) => name switch
    {
        "QueueArn" => context.Store.ArnOf(queue),
        "CreatedTimestamp" => Text(snapshot.CreatedAt.ToUnixTimeSeconds()),
        "LastModifiedTimestamp" => Text(snapshot.LastModifiedAt.ToUnixTimeSeconds()),
        "ApproximateNumberOfMessages" => Text(snapshot.VisibleCount),
        "ApproximateNumberOfMessagesNotVisible" => Text(snapshot.InFlightCount),
        "ApproximateNumberOfMessagesDelayed" => Text(snapshot.DelayedCount),
        _ => AttributeRules.Text(snapshot.Attributes, name),
    };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static (string? Url, List<string> Names) Read(ReadOnlySpan<byte> body)
    {
        string? url = null;
        List<string>? names = null;
        var input = new JsonInput(body);
        input.BeginObject();
        while (input.NextMember())
        {
            if (input.MemberIs("QueueUrl"u8))
            {
                url = input.ReadString();
            }
            else if (input.MemberIs("AttributeNames"u8))
            {
                names = input.ReadStrings();
            }
            else
            {
                input.Skip();
            }
        }

        return (url, names ?? []);
    }
}
