using System.Text.Json;
using Onboarding.LocalAws.DynamoDb.Expressions;
using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>BatchGetItem: up to 100 items by key, each read by itself; what exceeds 16 MB is left over.</summary>
internal sealed class BatchGetItem(DynamoDbContext context) : IAwsOperation<JsonCall>
{
    private const int KeysMax = 100;

    /// <summary>https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html: 16 MB.</summary>
    private const long ResponseSizeBytesMax = 16L * 1024 * 1024;

    private static readonly UnsupportedMembers Refused = new("BatchGetItem", "AttributesToGet");
    private static readonly UnsupportedMembers None = new("BatchGetItem");

    public string Name => "BatchGetItem";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("dynamodb:BatchGetItem", DynamoDbResources.BatchTable)];

    public OperationMembers Members { get; } = new("RequestItems", "ReturnConsumedCapacity");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var response = call.Response;
        var request = Read(call.Body);
        var detail = Validate(request);
        var reads = request.Tables!.ConvertAll(t => Bind(t));
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
            response.WritePropertyName(read.Request.TableName);
            WriteUnprocessed(read, response);
        }

        response.WriteEndObject();
        if (detail != ReturnConsumedCapacity.NONE)
        {
            response.WriteStartArray("ConsumedCapacity"u8);
            reads.ForEach(read => read.Capacity.Write(response, detail));
            response.WriteEndArray();
        }
        return ValueTask.CompletedTask;
    }

    /// <summary>Reads until the page is full; the rest stays unprocessed.</summary>
    private static long WriteItems(TableRead read, long sizeBytes, Utf8JsonWriter response)
    {
        response.WriteStartArray(read.Request.TableName);
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

    private static ReturnConsumedCapacity Validate(Request request)
    {
        var faults = default(ConstraintFaults);
        var detail = SharedMembers.ReturnConsumedCapacity(request.ReturnConsumedCapacity, ref faults);
        faults.Required(request.Tables, "requestItems");
        if (request.Tables is { Count: 0 })
        {
            faults.Add("{}", "requestItems", "Member must have length greater than or equal to 1");
        }

        foreach (var table in request.Tables ?? [])
        {
            var path = $"requestItems.{table.TableName}.member.keys";
            faults.Required(table.Keys, path);
            if (table.Keys is { Count: 0 })
            {
                faults.Add("[]", path, "Member must have length greater than or equal to 1");
            }
        }

        faults.ThrowIfAny();
        SharedMembers.ThrowIfFaulty(request.ValueFault, request.ArgumentFault);
        return request.Tables!.Sum(t => t.Keys!.Count) <= KeysMax ? detail : throw DynamoDbErrors.Validation(
            "Too many items requested for the BatchGetItem call");
    }

    private TableRead Bind(TableRequest request)
    {
        var arguments = new ExpressionArguments(request.Names, null);
        arguments.RequireExpression(request.Projection is not null, "");
        var projection = request.Projection is { } text ? context.Expressions.Projection(text, arguments) : null;
        arguments.RejectUnused();
        var table = context.RequireTable(request.TableName);
        var positions = request.Keys!.ConvertAll(key => KeyValidation.PositionOfKey(key, table.Definition.Key));
        if (request.Keys.Distinct().Count() < request.Keys.Count)
        {
            throw DynamoDbErrors.Validation("Provided list of item keys contains duplicates");
        }

        return new TableRead(
            table, request, positions, projection, new ConsumedCapacity(table.Definition.Name, isTransaction: false));
    }

    private static Request Read(ReadOnlySpan<byte> body)
    {
        var reader = new RequestReader(body);
        var request = new Request();
        while (reader.NextMember())
        {
            if (reader.Is("ReturnConsumedCapacity"u8))
            {
                request.ReturnConsumedCapacity = reader.ReadString();
            }
            else if (!reader.Is("RequestItems"u8))
            {
                reader.SkipOrRefuse(None);
            }
            else if (reader.EnterMap("com.amazonaws.dynamodb.v20120810.KeysAndAttributes"))
            {
                request.Tables = [];
                while (reader.NextMember())
                {
                    request.Tables.Add(ReadTable(ref reader));
                }
            }
        }

        request.ValueFault = reader.ValueFault;
        request.ArgumentFault = reader.ArgumentFault;
        return request;
    }

    private static TableRequest ReadTable(ref RequestReader reader)
    {
        var request = new TableRequest(reader.MemberName());
        if (!reader.EnterObject("com.amazonaws.dynamodb.v20120810.KeysAndAttributes"))
        {
            return request;
        }

        while (reader.NextMember())
        {
            if (reader.Is("Keys"u8))
            {
                request.Keys = reader.ReadItems();
            }
            else if (reader.Is("ConsistentRead"u8))
            {
                request.ConsistentRead = reader.ReadBoolean() ?? false;
            }
            else if (reader.Is("ProjectionExpression"u8))
            {
                request.Projection = reader.ReadString();
            }
            else if (reader.Is("ExpressionAttributeNames"u8))
            {
                request.Names = reader.ReadNames();
            }
            else
            {
                reader.SkipOrRefuse(Refused);
            }
        }

        return request;
    }

    private sealed class Request
    {
        public List<TableRequest>? Tables;
        public string? ReturnConsumedCapacity;
        public AwsException? ValueFault;
        public AwsException? ArgumentFault;
    }

    private sealed class TableRequest(string tableName)
    {
        public string TableName { get; } = tableName;

        public List<Item>? Keys { get; set; }

        public bool ConsistentRead { get; set; }

        public string? Projection { get; set; }

        public Dictionary<string, string>? Names { get; set; }
    }

    private sealed record TableRead(
        Table Table,
        TableRequest Request,
        List<KeyPosition> Positions,
        Projection? Projection,
        ConsumedCapacity Capacity)
    {
        public int ReadCount { get; set; }
    }
}
