using System.Globalization;
using System.Text.Json;
using Onboarding.LocalAws.Sqs.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Sqs.Operations;

/// <summary>GetQueueAttributes: the ones that were named, or all that are set. Every value is a text.</summary>
internal sealed class GetQueueAttributes(SqsContext context) : IAwsOperation<JsonCall>
{
    private static readonly string[] All =
    [
        "ApproximateNumberOfMessages", "ApproximateNumberOfMessagesDelayed", "ApproximateNumberOfMessagesNotVisible",
        "CreatedTimestamp", "DelaySeconds", "LastModifiedTimestamp", "MaximumMessageSize", "MessageRetentionPeriod",
        "Policy", "QueueArn", "ReceiveMessageWaitTimeSeconds", "RedriveAllowPolicy", "RedrivePolicy",
        "SqsManagedSseEnabled", "VisibilityTimeout", .. FifoAttributeRules.Names,
    ];

    /// <summary>Known to AWS and never set here.</summary>
    private static readonly string[] NeverSet = ["KmsMasterKeyId", "KmsDataKeyReusePeriodSeconds"];

    public string Name => "GetQueueAttributes";

    public IReadOnlyList<Permission> Permissions { get; } = [new("sqs:GetQueueAttributes", SqsResources.Queue)];

    public OperationMembers Members { get; } = new("QueueUrl", "AttributeNames");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var names = call.Input.Texts("AttributeNames") ?? [];
        var queue = context.QueueIn(call.Input);
        var snapshot = context.Store.Describe(queue) ?? throw SqsErrors.NoQueue();
        var wanted = Wanted(names);
        if (wanted.Count > 0)
        {
            Write(call.Response, queue, snapshot, wanted);
        }

        return ValueTask.CompletedTask;
    }

    private void Write(
        Utf8JsonWriter response, string queue, QueueSnapshot snapshot, IReadOnlyCollection<string> wanted)
    {
        response.WriteStartObject("Attributes"u8);
        foreach (var name in wanted)
        {
            if (Value(name, queue, snapshot) is { } value)
            {
                response.WriteString(name, value);
            }
        }

        response.WriteEndObject();
    }

    private static IReadOnlyCollection<string> Wanted(IReadOnlyList<string> names)
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

    private string? Value(string name, string queue, QueueSnapshot snapshot) => name switch
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
}
