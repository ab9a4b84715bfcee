using System.Text.Json;
using Onboarding.LocalAws.DynamoDb.Expressions;
using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>TransactGetItems: up to 100 items as they are at one moment.</summary>
internal sealed class TransactGetItems(DynamoDbContext context) : IAwsOperation<JsonCall>
{
    private const int GetsMax = 100;

    private static readonly MemberTable<GetRequest> GetTable = new(
        GetRequest.KeyRow,
        GetRequest.TableNameRow,
        GetRequest.ProjectionExpressionRow,
        GetRequest.ExpressionAttributeNamesRow)
    {
        Shape = "Get",
    };

    private static readonly MemberTable<Entry> EntryTable = new(
        new Member<Entry>(
            "Get",
            static (ref reader, ref it) => it.IsPresent |= GetTable.TryReadObject(ref reader, ref it.Get),
            static (ref it, ref faults) => CheckEntry(ref it, ref faults)));

    private static readonly MemberTable<BatchRequest<Entry>> Table = new(
        BatchRequest<Entry>.ReturnConsumedCapacityRow,
        new(
            "TransactItems",
            static (ref reader, ref it) => it.Entries = EntryTable.ReadList(ref reader),
            static (ref it, ref faults) =>
            {
                faults.Required(it.Entries, "transactItems");
                faults.Count(it.Entries?.Count, "transactItems", GetsMax);
                EntryTable.CheckList(it.Entries, "transactItems", ref faults);
            }));

    public string Name => "TransactGetItems";

    public IReadOnlyList<Permission> Permissions { get; } = [new("dynamodb:GetItem", DynamoDbResources.TransactGet)];

    public OperationMembers Members { get; } = Table.ToOperationMembers();

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var response = call.Response;
        var request = Table.ReadAndCheck(call.Body, out var faults);
        faults.ThrowIfAny();
        var gets = request.Entries!.ConvertAll(e => Bind(e.Get));
        var items = Database.FindAll(KeysOf(gets)) ?? throw DynamoDbErrors.ResourceNotFound();
        response.WriteStartArray("Responses"u8);
        for (var i = 0; i < gets.Count; i++)
        {
            response.WriteStartObject();
            if (items[i] is { } item)
            {
                response.WritePropertyName("Item"u8);
                AttributeValueWriter.WriteItem(response, gets[i].Projection?.Apply(item) ?? item);
            }

            response.WriteEndObject();
        }

        response.WriteEndArray();
        if (request.Detail != ReturnConsumedCapacity.NONE)
        {
            WriteCapacity(gets, items, response, request.Detail);
        }

        return ValueTask.CompletedTask;
    }

    /// <exception cref="AwsException">A key that does not fit its table cancels the transaction.</exception>
    private static List<(Table Table, KeyPosition Position)> KeysOf(List<BoundGet> gets)
    {
        var keys = new List<(Table Table, KeyPosition Position)>(gets.Count);
        var reasons = new CancellationReasons(gets.Count);
        var items = new TransactionItems();
        for (var i = 0; i < gets.Count; i++)
        {
            KeyPosition position;
            try
            {
                position = KeyValidation.PositionOfKey(gets[i].Key, gets[i].Table.Definition.Key);
            }
            catch (AwsException fault)
            {
                reasons.Invalid(i, fault);
                continue;
            }

            items.Add(gets[i].Table, position);
            keys.Add((gets[i].Table, position));
        }

        reasons.ThrowIfCanceled();
        return keys;
    }

    private static void WriteCapacity(
        List<BoundGet> gets, IReadOnlyList<Item?> items, Utf8JsonWriter response, ReturnConsumedCapacity detail)
    {
        response.WriteStartArray("ConsumedCapacity"u8);
        foreach (var ofTable in gets.Zip(items).GroupBy(read => read.First.Table))
        {
            var capacity = new ConsumedCapacity(ofTable.Key.Definition.Name, isTransaction: true);
            foreach (var (_, item) in ofTable)
            {
                var sizeBytes = item?.SizeBytes ?? 0;
                capacity.AddRead(ConsumedCapacity.ReadUnits(sizeBytes, isConsistent: true, isTransaction: true));
            }

            capacity.Write(response, detail);
        }

        response.WriteEndArray();
    }

    private static void CheckEntry(ref Entry entry, ref ConstraintFaults faults)
    {
        if (!entry.IsPresent)
        {
            faults.Required(null, "get");
            return;
        }

        var outer = faults.Enter("get.");
        GetTable.Check(ref entry.Get, ref faults);
        faults.Leave(outer);
    }

    private BoundGet Bind(GetRequest get)
    {
        var projection = get.Compile(context.Expressions);
        return new BoundGet(context.RequireTable(get.TableName!), get.Key!, projection);
    }

    private struct Entry
    {
        public bool IsPresent;
        public GetRequest Get;
    }

    private sealed record BoundGet(Table Table, Item Key, Projection? Projection);
}
