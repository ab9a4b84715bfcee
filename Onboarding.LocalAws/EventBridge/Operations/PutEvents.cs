using System.Text.Json;
using Onboarding.LocalAws.EventBridge.Publishing;
using Onboarding.LocalAws.Wire.Operations;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>
/// PutEvents: entries fail one by one, requests as a whole where they have more than ten entries or 1 MB
/// (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html).
/// </summary>
internal sealed class PutEvents(EventBridgeContext context) : IAwsOperation<JsonCall>
{
    private const int EntriesMax = 10;

    public string Name => "PutEvents";

    public IReadOnlyList<Permission> Permissions { get; } = [new("events:PutEvents", EventBridgeResources.EntryBus)];

    public OperationMembers Members { get; } = new("Entries") { Refused = ["EndpointId"] };

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var items = call.Input.Objects("Entries") ?? throw EventBridgeErrors.Missing("entries");
        CheckCount(items.Count);
        var entries = new EventEntry[items.Count];
        long sizeBytes = 0;
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = Read(items[i], context);
            sizeBytes += entries[i].SizeBytes;
        }

        if (sizeBytes > EventEntry.SizeBytesMax)
        {
            throw EventBridgeErrors.EntriesTooLarge();
        }

        Write(call.Response, context.Publisher.Publish(entries));
        return ValueTask.CompletedTask;
    }

    /// <summary>AWS shows the entries in the text; here only their number: they hold personal data.</summary>
    private static void CheckCount(int count)
    {
        if (count is >= 1 and <= EntriesMax)
        {
            return;
        }

        throw EventBridgeErrors.Constraint($"[{count} entries]", "entries", count == 0
            ? "Member must have length greater than or equal to 1"
            : $"Member must have length less than or equal to {EntriesMax}");
    }

    private static EventEntry Read(RequestMembers item, EventBridgeContext context) =>
        new()
        {
            Source = item.Text("Source"),
            DetailType = item.Text("DetailType"),
            Detail = item.Text("Detail"),
            Bus = context.BusName(item),
            Resources = item.Texts("Resources") ?? [],
            Time = item.Timestamp("Time"),
            TraceHeader = item.Text("TraceHeader"),
        };

    private static void Write(Utf8JsonWriter response, IReadOnlyList<EntryResult> results)
    {
        response.WriteNumber("FailedEntryCount", results.Count(result => result is EntryResult.Failed));
        response.WriteStartArray("Entries");
        foreach (var result in results)
        {
            response.WriteStartObject();
            if (result is EntryResult.Failed failed)
            {
                response.WriteString("ErrorCode", failed.Code);
                response.WriteString("ErrorMessage", failed.Message);
            }
            else if (result is EntryResult.Accepted accepted)
            {
                response.WriteString("EventId", accepted.EventId);
            }

            response.WriteEndObject();
        }

        response.WriteEndArray();
    }
}
