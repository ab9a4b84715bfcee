using Onboarding.LocalAws.DynamoDb.Expressions;
using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>GetItem: one item by its key. Every read here is consistent; only the units differ.</summary>
internal sealed class GetItem(DynamoDbContext context) : IAwsOperation<JsonCall>
{
    private static readonly OperationMembers Known = new(
        "ConsistentRead", "ExpressionAttributeNames", "Key", "ProjectionExpression", "ReturnConsumedCapacity",
        "TableName")
    {
        Refused = ["AttributesToGet"],
    };

    private static readonly UnsupportedMembers Refused = new("GetItem", Known.Refused);

    public string Name => "GetItem";

    public IReadOnlyList<Permission> Permissions { get; } = [new("dynamodb:GetItem", DynamoDbResources.Table)];

    public OperationMembers Members => Known;

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var response = call.Response;
        var request = Read(call.Body);
        var projection = Validate(request, out var detail);
        var table = context.RequireTable(request.TableName!);
        var definition = table.Definition;
        var position = KeyValidation.PositionOfKey(request.Key!, definition.Key);
        if (!table.TryFind(position, out var item))
        {
            throw DynamoDbErrors.ResourceNotFound();
        }

        if (item is not null)
        {
            response.WritePropertyName("Item"u8);
            AttributeValueWriter.WriteItem(response, projection?.Apply(item) ?? item);
        }

        if (detail != ReturnConsumedCapacity.NONE)
        {
            var capacity = new ConsumedCapacity(definition.Name, isTransaction: false);
            capacity.AddRead(ConsumedCapacity.ReadUnits(item?.SizeBytes ?? 0, request.ConsistentRead));
            response.WritePropertyName("ConsumedCapacity"u8);
            capacity.Write(response, detail);
        }
        return ValueTask.CompletedTask;
    }

    private static Request Read(ReadOnlySpan<byte> body)
    {
        var reader = new RequestReader(body);
        var request = default(Request);
        while (reader.NextMember())
        {
            if (reader.Is("TableName"u8))
            {
                request.TableName = reader.ReadString();
            }
            else if (reader.Is("Key"u8))
            {
                request.Key = reader.ReadItem();
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
            else if (reader.Is("ReturnConsumedCapacity"u8))
            {
                request.ReturnConsumedCapacity = reader.ReadString();
            }
            else
            {
                reader.SkipOrRefuse(Refused);
            }
        }

        request.ValueFault = reader.ValueFault;
        request.ArgumentFault = reader.ArgumentFault;
        return request;
    }

    private Projection? Validate(in Request request, out ReturnConsumedCapacity detail)
    {
        var faults = default(ConstraintFaults);
        detail = SharedMembers.ReturnConsumedCapacity(request.ReturnConsumedCapacity, ref faults);
        TableNames.Check(request.TableName, ref faults);
        faults.Required(request.Key, "key");
        faults.ThrowIfAny();

        var arguments = new ExpressionArguments(request.Names, null);
        arguments.RequireExpression(request.Projection is not null, "");
        SharedMembers.ThrowIfFaulty(request.ValueFault, request.ArgumentFault);
        var projection = request.Projection is { } text ? context.Expressions.Projection(text, arguments) : null;
        arguments.RejectUnused();
        return projection;
    }

    private struct Request
    {
        public string? TableName;
        public Item? Key;
        public bool ConsistentRead;
        public string? Projection;
        public Dictionary<string, string>? Names;
        public string? ReturnConsumedCapacity;
        public AwsException? ValueFault;
        public AwsException? ArgumentFault;
    }
}
