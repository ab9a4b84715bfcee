using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>
/// BatchWriteItem: up to 25 puts and deletes, each by itself. Nothing throttles here, so UnprocessedItems is always
/// empty.
/// </summary>
internal sealed class BatchWriteItem(DynamoDbContext context) : IAwsOperation<JsonCall>
{
    private const int ActionsMax = 25;

    private static readonly MemberTable<PutRequest> PutRequestTable = new(
        new Member<PutRequest>("Item", static (ref reader, ref it) => it.Item = reader.ReadItem()))
    {
        Shape = "WriteRequest",
    };

    private static readonly MemberTable<PutRequest> DeleteRequestTable = new(
        new Member<PutRequest>("Key", static (ref reader, ref it) => it.Item = reader.ReadItem()))
    {
        Shape = "WriteRequest",
    };

    private static readonly MemberTable<Write> WriteTable = new(
        new(
            "PutRequest",
            static (ref reader, ref it) => it.Read(ref reader, PutRequestTable, static item => new PutAction(item))),
        new(
            "DeleteRequest",
            static (ref reader, ref it) =>
                it.Read(ref reader, DeleteRequestTable, static key => new DeleteAction(key))));

    private static readonly MemberTable<BatchRequest<TableWrites>> Table = new(
        BatchRequest<TableWrites>.ReturnConsumedCapacityRow,
        new(
            "RequestItems",
            static (ref reader, ref it) => it.Entries = reader.ReadMap(
                $"java.util.List<{ShapeErrors.Package}.WriteRequest>",
                static (ref reader, name) => new TableWrites(name, WriteTable.ReadList(ref reader))),
            static (ref it, ref faults) => faults.Required(it.Entries, "requestItems")),
        BatchRequest<TableWrites>.ReturnItemCollectionMetricsRow("BatchWriteItem"));

    public string Name => "BatchWriteItem";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("dynamodb:BatchWriteItem", DynamoDbResources.BatchTable)];

    public OperationMembers Members { get; } = Table.ToOperationMembers();

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var response = call.Response;
        var request = Table.ReadAndCheck(call.Body, out var faults);
        Validate(request.Entries!, faults);
        var tables = request.Entries!.ConvertAll(t => (Table: context.RequireTable(t.TableName), t.Writes));
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
        if (request.Detail != ReturnConsumedCapacity.NONE)
        {
            response.WriteStartArray("ConsumedCapacity"u8);
            capacities.ForEach(capacity => capacity.Write(response, request.Detail));
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

    private static void Validate(List<TableWrites> tables, in DeferredFaults faults)
    {
        // Texts recorded from DynamoDB Local; AWS shows its own rendering of the whole request for the last two.
        if (tables.Count == 0)
        {
            throw DynamoDbErrors.Validation("BatchWriteItem cannot have a null or no requests set");
        }

        if (tables.Find(t => t.Writes is null or { Count: 0 }) is { } empty)
        {
            throw DynamoDbErrors.Validation(
                $"The batch write request list for a table cannot be null or empty: {empty.TableName}");
        }

        if (tables.Sum(t => t.Writes!.Count) > ActionsMax)
        {
            throw DynamoDbErrors.Validation("Too many items requested for the BatchWriteItem call");
        }

        if (tables.Exists(t => t.Writes!.Exists(w => w.Count != 1)))
        {
            throw DynamoDbErrors.Validation(
                "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported "
                + "datatypes");
        }

        faults.ThrowValueFault();
        if (tables.Exists(t => t.Writes!.Exists(w => w.SizeBytes > ItemSize.BytesMax)))
        {
            throw DynamoDbErrors.Validation("Item size has exceeded the maximum allowed size");
        }
    }

    private struct PutRequest
    {
        /// <summary>The key in a DeleteRequest.</summary>
        public Item? Item;
    }

    private sealed record TableWrites(string TableName, List<Write>? Writes);

    /// <summary>One WriteRequest; <see cref="Count"/> is how many actions it names, which must be one.</summary>
    private sealed class Write
    {
        public WriteAction? Action { get; private set; }

        public int Count { get; private set; }

        public int SizeBytes { get; private set; }

        public void Read(ref RequestReader reader, MemberTable<PutRequest> table, Func<Item, WriteAction> create)
        {
            var request = default(PutRequest);
            if (table.TryReadObject(ref reader, ref request))
            {
                var item = request.Item ?? Item.Empty;
                (Action, SizeBytes, Count) = (create(item), item.SizeBytes, Count + 1);
            }
        }
    }
}
