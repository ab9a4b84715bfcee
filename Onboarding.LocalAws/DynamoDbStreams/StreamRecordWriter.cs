using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.DynamoDb.Store;

namespace Onboarding.LocalAws.DynamoDbStreams;

/// <summary>
/// Writes stream records, as GetRecords returns them and as Lambda events carry them: an event also names its source,
/// and spells the members of userIdentity in lower case.
/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html
/// https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
/// </summary>
internal sealed class StreamRecordWriter(StreamLog stream, string region)
{
    /// <summary><c>{"eventID":"…","eventName":"INSERT","eventVersion":"1.1",…,"dynamodb":{…}}</c>.</summary>
    public void Write(Utf8JsonWriter json, ItemChanged record, bool isLambdaEvent)
    {
        var viewType = stream.Definition.ViewType;
        json.WriteStartObject();
        json.WriteString("eventID"u8, EventId(record));
        json.WriteString("eventName"u8, record.Old is null ? "INSERT"u8 : record.New is null ? "REMOVE"u8 : "MODIFY"u8);
        json.WriteString("eventVersion"u8, "1.1"u8);
        json.WriteString("eventSource"u8, "aws:dynamodb"u8);
        json.WriteString("awsRegion"u8, region);
        json.WriteStartObject("dynamodb"u8);
        json.WriteNumber("ApproximateCreationDateTime"u8, record.At.ToUnixTimeSeconds());
        var keys = KeysOf(record);
        var sizeBytes = keys.SizeBytes;
        WriteItem(json, "Keys"u8, keys);
        if (record.New is { } next && viewType is StreamViewType.NEW_IMAGE or StreamViewType.NEW_AND_OLD_IMAGES)
        {
            WriteItem(json, "NewImage"u8, next);
            sizeBytes += next.SizeBytes;
        }

        if (record.Old is { } old && viewType is StreamViewType.OLD_IMAGE or StreamViewType.NEW_AND_OLD_IMAGES)
        {
            WriteItem(json, "OldImage"u8, old);
            sizeBytes += old.SizeBytes;
        }

        json.WriteString("SequenceNumber"u8, SequenceNumber.Format(record.SequenceNumber));
        json.WriteNumber("SizeBytes"u8, sizeBytes);
        json.WriteString("StreamViewType"u8, viewType.ToString());
        json.WriteEndObject();
        WriteIdentity(json, record, isLambdaEvent);
        if (isLambdaEvent)
        {
            json.WriteString("eventSourceARN"u8, stream.Definition.Arn);
        }

        json.WriteEndObject();
    }

    /// <summary>The key attributes of the record's item.</summary>
    public Item KeysOf(ItemChanged record)
    {
        var item = record.New ?? record.Old!;
        var (hash, range) = (stream.Key.Hash, stream.Key.Range);
        return range is { } rangeKey
            ? Item.Of((hash.Name, item.Find(hash.Name)!), (rangeKey.Name, item.Find(rangeKey.Name)!))
            : Item.Of((hash.Name, item.Find(hash.Name)!));
    }

    /// <summary>
    /// Only DynamoDB's own deletions of expired items carry it.
    /// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-streams.html
    /// </summary>
    private static void WriteIdentity(Utf8JsonWriter json, ItemChanged record, bool isLambdaEvent)
    {
        if (record.Origin != ChangeOrigin.TimeToLive)
        {
            return;
        }

        json.WriteStartObject("userIdentity"u8);
        json.WriteString(isLambdaEvent ? "type"u8 : "Type"u8, "Service"u8);
        json.WriteString(isLambdaEvent ? "principalId"u8 : "PrincipalId"u8, "dynamodb.amazonaws.com"u8);
        json.WriteEndObject();
    }

    private static void WriteItem(Utf8JsonWriter json, ReadOnlySpan<byte> member, Item item)
    {
        json.WritePropertyName(member);
        AttributeValueWriter.WriteItem(json, item);
    }

    /// <summary>32 hexadecimal digits made of stream and number: each read of a record gives the same id.</summary>
    private string EventId(ItemChanged record)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{stream.Definition.Arn}/{record.SequenceNumber}");
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);
        return Convert.ToHexStringLower(hash[..16]);
    }
}
