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

    public string Name => "TransactGetItems";

    public IReadOnlyList<Permission> Permissions { get; } = [new("dynamodb:GetItem", DynamoDbResources.TransactGet)];

    public OperationMembers Members { get; } = new("ReturnConsumedCapacity", "TransactItems");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var response = call.Response;
        var request = Read(call.Body);
        var detail = Validate(request);
        var gets = request.Gets!.ConvertAll(Bind);
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
        if (detail != ReturnConsumedCapacity.NONE)
        {
            WriteCapacity(gets, items, response, detail);
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

    private static ReturnConsumedCapacity Validate(Request request)
    {
        var faults = default(ConstraintFaults);
        var detail = SharedMembers.ReturnConsumedCapacity(request.ReturnConsumedCapacity, ref faults);
        faults.Required(request.Gets, "transactItems");
        if (request.Gets is { Count: 0 })
        {
            faults.Add("[]", "transactItems", "Member must have length greater than or equal to 1");
        }

        if (request.Gets is { Count: > GetsMax })
        {
            faults.Add(
                $"[{request.Gets.Count} items]",
                "transactItems",
                $"Member must have length less than or equal to {GetsMax}");
        }

        for (var i = 0; i < request.Gets?.Count; i++)
        {
            var path = $"transactItems.{i + 1}.member.get";
            var get = request.Gets[i];
            if (!get.IsPresent)
            {
                faults.Required(null, path);
                continue;
            }

            faults.Required(get.Key, $"{path}.key");
            faults.Name(get.TableName is null ? null : TableNames.Strip(get.TableName), $"{path}.tableName");
        }

        faults.ThrowIfAny();
        SharedMembers.ThrowIfFaulty(request.ValueFault, request.ArgumentFault);
        return detail;
    }

    private BoundGet Bind(Get get)
    {
        var arguments = new ExpressionArguments(get.Names, null);
        arguments.RequireExpression(get.Projection is not null, "");
        var projection = get.Projection is { } text ? context.Expressions.Projection(text, arguments) : null;
        arguments.RejectUnused();
        return new BoundGet(context.RequireTable(get.TableName!), get.Key!, projection);
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
            else if (!reader.Is("TransactItems"u8))
            {
                reader.Skip();
            }
            else if (reader.EnterList())
            {
                request.Gets = [];
                while (reader.NextObject())
                {
                    request.Gets.Add(ReadEntry(ref reader));
                }
            }
        }

        request.ValueFault = reader.ValueFault;
        request.ArgumentFault = reader.ArgumentFault;
        return request;
    }

    private static Get ReadEntry(ref RequestReader reader)
    {
        var get = new Get();
        while (reader.NextMember())
        {
            if (!reader.Is("Get"u8))
            {
                reader.Skip();
            }
            else if (reader.EnterObject("com.amazonaws.dynamodb.v20120810.Get"))
            {
                get.IsPresent = true;
                ReadGet(ref reader, get);
            }
        }

        return get;
    }

    private static void ReadGet(ref RequestReader reader, Get get)
    {
        while (reader.NextMember())
        {
            if (reader.Is("TableName"u8))
            {
                get.TableName = reader.ReadString();
            }
            else if (reader.Is("Key"u8))
            {
                get.Key = reader.ReadItem();
            }
            else if (reader.Is("ProjectionExpression"u8))
            {
                get.Projection = reader.ReadString();
            }
            else if (reader.Is("ExpressionAttributeNames"u8))
            {
                get.Names = reader.ReadNames();
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private sealed class Request
    {
        public List<Get>? Gets;
        public string? ReturnConsumedCapacity;
        public AwsException? ValueFault;
        public AwsException? ArgumentFault;
    }

    private sealed class Get
    {
        public bool IsPresent;
        public string? TableName;
        public Item? Key;
        public string? Projection;
        public Dictionary<string, string>? Names;
    }

    private sealed record BoundGet(Table Table, Item Key, Projection? Projection);
}
