using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using Amazon.S3;
using Amazon.S3.Model;
using Onboarding.Functions.Events;
using Onboarding.Functions.Hosting;
using Onboarding.ServiceDefaults.Tracing;

namespace Onboarding.Functions.DataLake;

/// <summary>
/// Writes every onboarding event into the data lake: one object per batch,
/// <c>events/dt=2026-11-20/{event id of the batch's first record}.ndjson</c>, an event on each line. A batch that has
/// midnight in it is one object in each partition.
/// </summary>
/// <remarks>
/// It reads the audit log's stream and not the bus, as the log is where doubles end: a double is no item, so it is no
/// record. Records come in order, and a batch that comes again begins with the same record and writes the same object
/// over itself, also where it has become longer or was cut in two. So each event is in the lake once. From a queue that
/// would not hold: its messages come again one by one, in other batches.
/// </remarks>
internal sealed class DataLakeFunction(IAmazonS3 s3, string bucket)
{
    /// <summary>yyyy-MM-dd.</summary>
    private const int DateLength = 10;

    public static IEventReader Create(FunctionServices services) =>
        new Reader(new DataLakeFunction(services.Aws.S3, services.Settings.Required("DATA_LAKE_BUCKET")));

    /// <exception cref="AmazonS3Exception">Nothing is lost: the whole batch comes again.</exception>
    public async Task WriteAsync(IReadOnlyList<StreamRecord> records, CancellationToken stop)
    {
        var inserts = records.Where(record => record.EventName == "INSERT").Select(Logged.From).ToList();
        if (inserts.Count == 0)
        {
            return;
        }

        var name = records[0].EventId ?? throw new JsonException("The batch's first record has no eventID.");
        foreach (var day in inserts.GroupBy(logged => logged.Day, StringComparer.Ordinal))
        {
            await s3.PutObjectAsync(
                new PutObjectRequest
                {
                    BucketName = bucket,
                    Key = $"events/dt={day.Key}/{name}.ndjson",
                    ContentType = "application/x-ndjson",
                    ContentBody = Lines(day),
                    // The whole body is there: it needs no signature of each part.
                    UseChunkEncoding = false,
                },
                stop);
        }
    }

    private static string Lines(IEnumerable<Logged> events)
    {
        var lines = new StringBuilder();
        foreach (var logged in events)
        {
            lines.Append(logged.Json).Append('\n');
        }

        return lines.ToString();
    }

    /// <summary>What the audit log says of an event.</summary>
    private sealed record Logged(string Day, string Json)
    {
        public static Logged From(StreamRecord record) => new(
            Text(record.Change.NewImage, "occurredAt")[..DateLength], Text(record.Change.NewImage, "event"));

        private static string Text(Dictionary<string, AttributeValue>? item, string name) =>
            item?.GetValueOrDefault(name)?.S is { Length: >= DateLength } text
                ? text
                : throw new JsonException($"The audit log has an item without '{name}'.");
    }

    private sealed class Reader(DataLakeFunction function) : IEventReader
    {
        public IncomingEvent Read(ReadOnlyMemory<byte> payload) =>
            new Batch(
                function,
                JsonSerializer.Deserialize(payload.Span, EventJson.Default.StreamEvent)
                    ?? throw new JsonException("The event is null."));
    }

    private sealed class Batch(DataLakeFunction function, StreamEvent incoming) : IncomingEvent
    {
        public override string Trigger => "datasource";

        public override void Describe(Activity span) =>
            span.SetTag(SemanticConventions.Messaging.BatchCount, incoming.Records.Count);

        public override async Task HandleAsync(InvocationContext context, IBufferWriter<byte> response)
        {
            await function.WriteAsync(incoming.Records, context.Stop);
            response.Write("null"u8);
        }
    }
}
