using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>BatchWriteItem: up to 25 puts and deletes, each by itself. Nothing is ever left unprocessed here.</summary>
internal sealed class BatchWriteItem(DynamoDbContext context) : IAwsOperation<JsonCall>
{
    private const int ActionsMax = 25;

    public string Name => "BatchWriteItem";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("dynamodb:BatchWriteItem", DynamoDbResources.BatchTable)];

    public OperationMembers Members { get; } = new(
        "RequestItems", "ReturnConsumedCapacity", "ReturnItemCollectionMetrics");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var response = call.Response;
        var request = Read(call.Body);
        var detail = Validate(request);
        var tables = request.Tables!.ConvertAll(t => (Table: context.RequireTable(t.TableName), t.Writes));
        foreach (var (table, writes) in tables)
        {
            CheckSchema(table.Definition, writes!);
        }

        var capacities = new List<ConsumedCapacity>();
        foreach (var (table, writes) in tables)
        {
            var capacity = new ConsumedCapacity(table.Definition.Name, isTransaction: false);
            capacities.Add(capacity);
            foreach (var write in writes!)
            {
                var written = ItemWriter.Write(table, write.Action!);
                capacity.AddWrite(written.Old, written.New, written.Table);
            }
        }

        response.WriteStartObject("UnprocessedItems"u8);
        response.WriteEndObject();
        if (detail != ReturnConsumedCapacity.NONE)
        {
            response.WriteStartArray("ConsumedCapacity"u8);
            capacities.ForEach(capacity => capacity.Write(response, detail));
            response.WriteEndArray();
        }
        return ValueTask.CompletedTask;
    }

    private static void CheckSchema(TableDefinition table, List<Write> writes)
    {
        var keys = new SortedSet<KeyPosition>(Comparer<KeyPosition>.Create(static (x, y) => KeyPosition.Compare(x, y)));
        foreach (var write in writes)
        {
            if (!keys.Add(write.Action!.Bind(table)))
            {
                throw DynamoDbErrors.Validation("Provided list of item keys contains duplicates");
            }
        }
    }

    private static ReturnConsumedCapacity Validate(Request request)
    {
        var faults = default(ConstraintFaults);
        var detail = SharedMembers.ReturnConsumedCapacity(request.ReturnConsumedCapacity, ref faults);
        faults.Required(request.Tables, "requestItems");
        SharedMembers.ReturnItemCollectionMetrics("BatchWriteItem", request.ReturnItemCollectionMetrics, ref faults);
        faults.ThrowIfAny();

        // Texts recorded from DynamoDB Local; AWS shows its own rendering of the whole request for the last two.
        if (request.Tables!.Count == 0)
        {
            throw DynamoDbErrors.Validation("BatchWriteItem cannot have a null or no requests set");
        }

        if (request.Tables.Find(t => t.Writes is null or { Count: 0 }) is { } empty)
        {
            throw DynamoDbErrors.Validation(
                $"The batch write request list for a table cannot be null or empty: {empty.TableName}");
        }

        if (request.Tables.Sum(t => t.Writes!.Count) > ActionsMax)
        {
            throw DynamoDbErrors.Validation("Too many items requested for the BatchWriteItem call");
        }

        if (request.Tables.Exists(t => t.Writes!.Exists(w => w.Count != 1)))
        {
            throw DynamoDbErrors.Validation(
                "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported "
                + "datatypes");
        }

        SharedMembers.ThrowIfFaulty(request.ValueFault, argumentFault: null);
        if (request.Tables.Exists(t => t.Writes!.Exists(w => w.SizeBytes > ItemSize.BytesMax)))
        {
            throw DynamoDbErrors.Validation("Item size has exceeded the maximum allowed size");
        }

        return detail;
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
            else if (reader.Is("ReturnItemCollectionMetrics"u8))
            {
                request.ReturnItemCollectionMetrics = reader.ReadString();
            }
            else if (!reader.Is("RequestItems"u8))
            {
                reader.Skip();
            }
            else if (reader.EnterMap("java.util.List<com.amazonaws.dynamodb.v20120810.WriteRequest>"))
            {
                request.Tables = [];
                while (reader.NextMember())
                {
                    request.Tables.Add(ReadTable(ref reader));
                }
            }
        }

        request.ValueFault = reader.ValueFault;
        return request;
    }

    private static TableRequest ReadTable(ref RequestReader reader)
    {
        var name = reader.MemberName();
        if (!reader.EnterList())
        {
            return new TableRequest(name, null);
        }

        var writes = new List<Write>();
        while (reader.NextObject())
        {
            writes.Add(ReadWrite(ref reader));
        }

        return new TableRequest(name, writes);
    }

    private static Write ReadWrite(ref RequestReader reader)
    {
        var write = new Write();
        while (reader.NextMember())
        {
            if (reader.Is("PutRequest"u8))
            {
                ReadAction(ref reader, write, "Item"u8, item => new PutAction(item));
            }
            else if (reader.Is("DeleteRequest"u8))
            {
                ReadAction(ref reader, write, "Key"u8, key => new DeleteAction(key));
            }
            else
            {
                reader.Skip();
            }
        }

        return write;
    }

    private static void ReadAction(
        ref RequestReader reader, Write write, ReadOnlySpan<byte> member, Func<Item, WriteAction> create)
    {
        if (!reader.EnterObject("com.amazonaws.dynamodb.v20120810.WriteRequest"))
        {
            return;
        }

        write.Count++;
        while (reader.NextMember())
        {
            if (!reader.Is(member))
            {
                reader.Skip();
            }
            else if (reader.ReadItem() is { } item)
            {
                write.Action = create(item);
                write.SizeBytes = item.SizeBytes;
            }
        }

        write.Action ??= create(Item.Empty);
    }

    private sealed class Request
    {
        public List<TableRequest>? Tables;
        public string? ReturnConsumedCapacity;
        public string? ReturnItemCollectionMetrics;
        public AwsException? ValueFault;
    }

    private sealed record TableRequest(string TableName, List<Write>? Writes);

    /// <summary>One WriteRequest; <see cref="Count"/> is how many actions it names, which must be one.</summary>
    private sealed class Write
    {
        public WriteAction? Action;
        public int Count;
        public int SizeBytes;
    }
}
