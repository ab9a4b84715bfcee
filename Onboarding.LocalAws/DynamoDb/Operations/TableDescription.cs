using System.Text.Json;
using Onboarding.LocalAws.DynamoDb.Store;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>
/// The TableDescription that CreateTable, DescribeTable, UpdateTable and DeleteTable return. Tables are ready at once:
/// CREATING and DELETING are only ever seen in the responses of the calls themselves. Counts are exact, where AWS
/// refreshes them about every six hours.
/// </summary>
internal static class TableDescription
{
    public static void Write(Utf8JsonWriter json, TableSnapshot snapshot, string status)
    {
        var table = snapshot.Definition;
        json.WriteStartObject();
        WriteAttributeDefinitions(json, table);
        json.WriteString("TableName"u8, table.Name);
        WriteKeySchema(json, table.Key);
        json.WriteString("TableStatus"u8, status);
        EpochSeconds.Write(json, "CreationDateTime"u8, table.CreatedAt);
        WriteThroughput(json, table.Throughput);
        json.WriteNumber("TableSizeBytes"u8, snapshot.SizeBytes);
        json.WriteNumber("ItemCount"u8, snapshot.ItemCount);
        json.WriteString("TableArn"u8, table.Arn);
        json.WriteString("TableId"u8, table.Id);
        if (table.BillingMode == BillingMode.PAY_PER_REQUEST)
        {
            json.WriteStartObject("BillingModeSummary"u8);
            json.WriteString("BillingMode"u8, "PAY_PER_REQUEST"u8);
            EpochSeconds.Write(json, "LastUpdateToPayPerRequestDateTime"u8, table.CreatedAt);
            json.WriteEndObject();
        }

        WriteIndexes(json, "LocalSecondaryIndexes"u8, snapshot, isGlobal: false, status);
        WriteIndexes(json, "GlobalSecondaryIndexes"u8, snapshot, isGlobal: true, status);
        WriteStream(json, table.Stream);
        json.WriteBoolean("DeletionProtectionEnabled"u8, table.IsDeletionProtected);
        json.WriteEndObject();
    }

    private static void WriteAttributeDefinitions(Utf8JsonWriter json, TableDefinition table)
    {
        json.WriteStartArray("AttributeDefinitions"u8);
        foreach (var attribute in table.AttributeDefinitions)
        {
            json.WriteStartObject();
            json.WriteString("AttributeName"u8, attribute.Name);
            json.WriteString("AttributeType"u8, attribute.Type.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void WriteKeySchema(Utf8JsonWriter json, KeySchema key)
    {
        json.WriteStartArray("KeySchema"u8);
        WriteElement(json, key.Hash.Name, "HASH"u8);
        if (key.Range is { } range)
        {
            WriteElement(json, range.Name, "RANGE"u8);
        }

        json.WriteEndArray();

        static void WriteElement(Utf8JsonWriter json, string name, ReadOnlySpan<byte> type)
        {
            json.WriteStartObject();
            json.WriteString("AttributeName"u8, name);
            json.WriteString("KeyType"u8, type);
            json.WriteEndObject();
        }
    }

    private static void WriteThroughput(Utf8JsonWriter json, Throughput throughput)
    {
        json.WriteStartObject("ProvisionedThroughput"u8);
        json.WriteNumber("NumberOfDecreasesToday"u8, 0);
        json.WriteNumber("ReadCapacityUnits"u8, throughput.ReadCapacityUnits);
        json.WriteNumber("WriteCapacityUnits"u8, throughput.WriteCapacityUnits);
        json.WriteEndObject();
    }

    private static void WriteIndexes(
        Utf8JsonWriter json, ReadOnlySpan<byte> member, TableSnapshot snapshot, bool isGlobal, string status)
    {
        var isOpen = false;
        foreach (var index in snapshot.Indexes)
        {
            if (index.Definition.IsGlobal != isGlobal)
            {
                continue;
            }

            if (!isOpen)
            {
                json.WriteStartArray(member);
                isOpen = true;
            }

            WriteIndex(json, snapshot.Definition.Arn, index, status);
        }

        if (isOpen)
        {
            json.WriteEndArray();
        }
    }

    private static void WriteIndex(Utf8JsonWriter json, string tableArn, in IndexSnapshot snapshot, string status)
    {
        var index = snapshot.Definition;
        json.WriteStartObject();
        json.WriteString("IndexName"u8, index.Name);
        WriteKeySchema(json, index.Key);
        json.WriteStartObject("Projection"u8);
        json.WriteString("ProjectionType"u8, index.Projection.ToString());
        if (index.Projection == IndexProjection.INCLUDE)
        {
            json.WriteStartArray("NonKeyAttributes"u8);
            foreach (var attribute in index.NonKeyAttributes)
            {
                json.WriteStringValue(attribute);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        if (index.IsGlobal)
        {
            json.WriteString("IndexStatus"u8, status);
            WriteThroughput(json, index.Throughput);
        }

        json.WriteNumber("IndexSizeBytes"u8, snapshot.SizeBytes);
        json.WriteNumber("ItemCount"u8, snapshot.ItemCount);
        json.WriteString("IndexArn"u8, $"{tableArn}/index/{index.Name}");
        json.WriteEndObject();
    }

    private static void WriteStream(Utf8JsonWriter json, StreamDefinition? stream)
    {
        if (stream is null)
        {
            return;
        }

        if (stream.IsEnabled)
        {
            json.WriteStartObject("StreamSpecification"u8);
            json.WriteBoolean("StreamEnabled"u8, true);
            json.WriteString("StreamViewType"u8, stream.ViewType.ToString());
            json.WriteEndObject();
        }

        json.WriteString("LatestStreamLabel"u8, stream.Label);
        json.WriteString("LatestStreamArn"u8, stream.Arn);
    }
}
