using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>GetItem: one item by its key. Every read here is consistent; only the units differ.</summary>
internal sealed class GetItem(DynamoDbContext context) : IAwsOperation<JsonCall>
{
    private static readonly MemberTable<GetRequest> Table = new(
        GetRequest.ReturnConsumedCapacityRow,
        GetRequest.TableNameRow,
        GetRequest.KeyRow,
        GetRequest.ConsistentReadRow,
        GetRequest.ProjectionExpressionRow,
        GetRequest.ExpressionAttributeNamesRow,
        GetRequest.AttributesToGetRow);

    public string Name => "GetItem";

    public IReadOnlyList<Permission> Permissions { get; } = [new("dynamodb:GetItem", DynamoDbResources.Table)];

    public OperationMembers Members { get; } = Table.ToOperationMembers();

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var response = call.Response;
        var request = Table.ReadAndCheck(call.Body, out var faults);
        var projection = request.Compile(context.Expressions, faults);
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

        if (request.Detail != ReturnConsumedCapacity.NONE)
        {
            var capacity = new ConsumedCapacity(definition.Name, isTransaction: false);
            capacity.AddRead(ConsumedCapacity.ReadUnits(item?.SizeBytes ?? 0, request.ConsistentRead));
            response.WritePropertyName("ConsumedCapacity"u8);
            capacity.Write(response, request.Detail);
        }
        return ValueTask.CompletedTask;
    }
}
