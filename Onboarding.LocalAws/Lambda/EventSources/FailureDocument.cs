using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Lambda.Model;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Lambda.EventSources;

/// <summary>Consecutive records that are given up.</summary>
internal sealed record FailedRecords(string FirstSequenceNumber, string LastSequenceNumber, int Count)
{
    /// <summary>When the first and the last were written; null where they are gone.</summary>
    public (DateTimeOffset First, DateTimeOffset Last)? Arrival { get; init; }

    public required DiscardCondition Condition { get; init; }

    public int InvokeCount { get; init; }
}

/// <summary>
/// What an on-failure destination gets: where the records are, not the records, which the stream keeps for 24 hours
/// (https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html).
/// </summary>
internal static class FailureDocument
{
    /// <param name="last">The last invocation with these records; null where there was none.</param>
    public static ReadOnlyMemory<byte> Write(
        StreamMappingSettings mapping,
        IStreamSource source,
        FailedRecords records,
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
            json.WriteString("condition", records.Condition.ToString());
            json.WriteNumber("approximateInvokeCount", records.InvokeCount);
            json.WriteEndObject();
            WriteResponseContext(json, last);
            json.WriteString("version", "1.0");
            json.WriteString("timestamp", IsoTime.Milliseconds(context.Now));
            WriteBatchInfo(json, source, records);
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

    private static void WriteBatchInfo(Utf8JsonWriter json, IStreamSource source, FailedRecords records)
    {
        json.WriteStartObject("DDBStreamBatchInfo");
        json.WriteString("shardId", source.ShardId);
        json.WriteString("startSequenceNumber", records.FirstSequenceNumber);
        json.WriteString("endSequenceNumber", records.LastSequenceNumber);
        if (records.Arrival is { } arrival)
        {
            json.WriteString("approximateArrivalOfFirstRecord", Time(arrival.First));
            json.WriteString("approximateArrivalOfLastRecord", Time(arrival.Last));
        }

        json.WriteNumber("batchSize", records.Count);
        json.WriteString("streamArn", source.StreamArn);
        json.WriteEndObject();
    }

    private static string Time(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
