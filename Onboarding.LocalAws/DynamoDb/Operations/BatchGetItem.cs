using System.Text.Json;
using Onboarding.LocalAws.DynamoDb.Expressions;
using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>BatchGetItem: up to 100 items by key, each read by itself; what exceeds 16 MB is left over.</summary>
internal sealed class BatchGetItem(DynamoDbContext context) : IAwsOperation<JsonCall>
{
    private const int KeysMax = 100;

    /// <summary>https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html: 16 MB.</summary>
    private const long ResponseSizeBytesMax = 16L * 1024 * 1024;

    private static readonly MemberTable<GetRequest> KeysAndAttributes = new(
        GetRequest.KeysRow,
        GetRequest.ConsistentReadRow,
        GetRequest.ProjectionExpressionRow,
        GetRequest.ExpressionAttributeNamesRow,
        GetRequest.AttributesToGetRow)
    {
        Shape = nameof(KeysAndAttributes),
    };

    private static readonly MemberTable<BatchRequest<GetRequest>> Table = new(
        BatchRequest<GetRequest>.ReturnConsumedCapacityRow,
        new(
            "RequestItems",
            static (ref reader, ref it) =>
                it.Entries = reader.ReadMap($"{ShapeErrors.Package}.{nameof(KeysAndAttributes)}", ReadTable),
            static (ref it, ref faults) => CheckTables(it.Entries, ref faults)));

    public string Name => "BatchGetItem";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("dynamodb:BatchGetItem", DynamoDbResources.BatchTable)];

    public OperationMembers Members { get; } = Table.ToOperationMembers();

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var response = call.Response;
        var request = Table.ReadAndCheck(call.Body, out var faults);
        faults.ThrowIfAny();
        Validate(request.Entries!);
        var reads = request.Entries!.ConvertAll(Bind);
        long sizeBytes = 0;
        response.WriteStartObject("Responses"u8);
        foreach (var read in reads)
        {
            sizeBytes = WriteItems(read, sizeBytes, response);
        }

        response.WriteEndObject();
        response.WriteStartObject("UnprocessedKeys"u8);
        foreach (var read in reads.Where(r => r.ReadCount < r.Request.Keys!.Count))
        {
            response.WritePropertyName(read.Request.TableName!);
            WriteUnprocessed(read, response);
        }

        response.WriteEndObject();
        if (request.Detail != ReturnConsumedCapacity.NONE)
        {
            response.WriteStartArray("ConsumedCapacity"u8);
            reads.ForEach(read => read.Capacity.Write(response, request.Detail));
            response.WriteEndArray();
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Reads until the page is full; the rest stays unprocessed.</summary>
    private static long WriteItems(TableRead read, long sizeBytes, Utf8JsonWriter response)
    {
        response.WriteStartArray(read.Request.TableName!);
        foreach (var position in read.Positions)
        {
            if (!read.Table.TryFind(position, out var item))
            {
                throw DynamoDbErrors.ResourceNotFound();
            }

            if (sizeBytes + (item?.SizeBytes ?? 0) > ResponseSizeBytesMax)
            {
                break;
            }

            read.ReadCount++;
            read.Capacity.AddRead(ConsumedCapacity.ReadUnits(item?.SizeBytes ?? 0, read.Request.ConsistentRead));
            if (item is not null)
            {
                sizeBytes += item.SizeBytes;
                AttributeValueWriter.WriteItem(response, read.Projection?.Apply(item) ?? item);
            }
        }

        response.WriteEndArray();
        return sizeBytes;
    }

    private static void WriteUnprocessed(TableRead read, Utf8JsonWriter response)
    {
        response.WriteStartObject();
        response.WriteStartArray("Keys"u8);
        foreach (var key in read.Request.Keys!.Skip(read.ReadCount))
        {
            AttributeValueWriter.WriteItem(response, key);
        }

        response.WriteEndArray();
        response.WriteBoolean("ConsistentRead"u8, read.Request.ConsistentRead);
        if (read.Request.Projection is { } projection)
        {
            response.WriteString("ProjectionExpression"u8, projection);
        }

        if (read.Request.AttributesToGet is { } attributes)
        {
            response.WriteStartArray("AttributesToGet"u8);
            attributes.ForEach(response.WriteStringValue);
            response.WriteEndArray();
        }

        if (read.Request.Names is { } names)
        {
            response.WriteStartObject("ExpressionAttributeNames"u8);
            foreach (var (placeholder, name) in names)
            {
                response.WriteString(placeholder, name);
            }

            response.WriteEndObject();
        }

        response.WriteEndObject();
    }

    private static void Validate(List<GetRequest> tables)
    {
        if (tables.Sum(t => t.Keys!.Count) > KeysMax)
        {
            throw DynamoDbErrors.Validation("Too many items requested for the BatchGetItem call");
        }
    }

    private static void CheckTables(List<GetRequest>? tables, ref ConstraintFaults faults)
    {
        faults.Required(tables, "requestItems");
        faults.Count(tables?.Count, "requestItems", empty: "{}");
        foreach (var table in tables ?? [])
        {
            var read = table;
            var outer = faults.Enter($"requestItems.{table.TableName}.member.");
            KeysAndAttributes.Check(ref read, ref faults);
            faults.Leave(outer);
        }
    }

    private static GetRequest ReadTable(ref RequestReader reader, string name)
    {
        var table = new GetRequest { TableName = name };
        KeysAndAttributes.TryReadObject(ref reader, ref table);
        return table;
    }

    private TableRead Bind(GetRequest request)
    {
        var projection = request.Compile(context.Expressions);
        var table = context.RequireTable(request.TableName!);
        var positions = request.Keys!.ConvertAll(key => KeyValidation.PositionOfKey(key, table.Definition.Key));
        if (request.Keys!.Distinct().Count() < request.Keys.Count)
        {
            throw DynamoDbErrors.Validation("Provided list of item keys contains duplicates");
        }

        return new TableRead(
            table, request, positions, projection, new ConsumedCapacity(table.Definition.Name, isTransaction: false));
    }

    private sealed record TableRead(
        Table Table,
        GetRequest Request,
        List<KeyPosition> Positions,
        Projection? Projection,
        ConsumedCapacity Capacity)
    {
        public int ReadCount { get; set; }
    }
}
