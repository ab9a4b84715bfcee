using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Onboarding.LocalAws.Lambda.Model;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Lambda.EventSources;

/// <summary>
/// What an on-failure destination gets: where the records are, not the records, which the stream keeps for 24 hours
/// (https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html).
/// </summary>
internal static class FailureDocument
{
    private const string Milliseconds = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private const string Seconds = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <param name="last">The last invocation with these records; null where there was none.</param>
    public static ReadOnlyMemory<byte> Write(
        StreamMappingSettings mapping,
        IStreamSource source,
        BatchState batch,
        Discarded discarded,
        InvokeResult? last,
        (string RequestId, DateTimeOffset Now) context)
    {
        var body = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(body, JsonWire.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteStartObject("requestContext");
            json.WriteString("requestId", last?.RequestId ?? context.RequestId);
            json.WriteString("functionArn", mapping.FunctionArn);
            json.WriteString("condition", discarded.Condition.ToString());
            json.WriteNumber("approximateInvokeCount", discarded.Segment.InvokeCount);
            json.WriteEndObject();
            WriteResponseContext(json, last);
            json.WriteString("version", "1.0");
            json.WriteString("timestamp", Time(context.Now, Milliseconds));
            WriteBatchInfo(json, source, batch.Records, discarded.Segment);
            json.WriteEndObject();
        }

        return body.WrittenMemory;
    }

    private static void WriteResponseContext(Utf8JsonWriter json, InvokeResult? last)
    {
        if (last is null)
        {
            return;
        }

        json.WriteStartObject("responseContext");
        json.WriteNumber("statusCode", 200);
        json.WriteString("executedVersion", "$LATEST");
        // A partial batch response is no function error.
        json.WriteString("functionError", last.Status == InvokeStatus.FunctionError ? "Unhandled" : null);
        json.WriteEndObject();
    }

    private static void WriteBatchInfo(
        Utf8JsonWriter json, IStreamSource source, IReadOnlyList<StreamRecord> records, BatchSegment segment)
    {
        var (first, last) = (records[segment.Start], records[segment.End - 1]);
        json.WriteStartObject("DDBStreamBatchInfo");
        json.WriteString("shardId", source.ShardId);
        json.WriteString("startSequenceNumber", first.SequenceNumber);
        json.WriteString("endSequenceNumber", last.SequenceNumber);
        json.WriteString("approximateArrivalOfFirstRecord", Time(first.CreatedAt, Seconds));
        json.WriteString("approximateArrivalOfLastRecord", Time(last.CreatedAt, Seconds));
        json.WriteNumber("batchSize", segment.Count);
        json.WriteString("streamArn", source.StreamArn);
        json.WriteEndObject();
    }

    private static string Time(DateTimeOffset at, string format) =>
        at.UtcDateTime.ToString(format, CultureInfo.InvariantCulture);
}
