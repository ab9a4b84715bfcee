using Onboarding.LocalAws.DynamoDb.Expressions;
using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>DeleteItem: one item by its key; deleting nothing succeeds too.</summary>
internal sealed class DeleteItem(DynamoDbContext context) : IAwsOperation<JsonCall>
{
    private static readonly OperationMembers Known = new(
        "ConditionExpression", "ExpressionAttributeNames", "ExpressionAttributeValues", "Key",
        "ReturnConsumedCapacity", "ReturnItemCollectionMetrics", "ReturnValues",
        "ReturnValuesOnConditionCheckFailure", "TableName")
    {
        Refused = ["Expected", "ConditionalOperator"],
    };

    private static readonly UnsupportedMembers Refused = new("DeleteItem", Known.Refused);

    public string Name => "DeleteItem";

    public IReadOnlyList<Permission> Permissions { get; } = [new("dynamodb:DeleteItem", DynamoDbResources.Table)];

    public OperationMembers Members => Known;

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var request = WriteRequest.Read(call.Body, "Key"u8, Refused);
        var settings = request.Check(Name, "key");
        var action = Validate(request, settings);
        var written = ItemWriter.Write(context.RequireTable(request.TableName!), action);
        var attributes = settings.Returns == ReturnValues.ALL_OLD ? written.Old : null;
        ItemWriter.WriteResponse(call.Response, written, attributes, settings.Detail);
        return ValueTask.CompletedTask;
    }

    private DeleteAction Validate(in WriteRequest request, in WriteSettings settings)
    {
        var arguments = new ExpressionArguments(request.Names, request.Values);
        arguments.RequireExpression(request.Condition is not null, "ConditionExpression is null");
        SharedMembers.ThrowIfFaulty(request.ValueFault, argumentFault: null);
        SharedMembers.RequireNoneOrAllOld(settings.Returns);
        SharedMembers.ThrowIfFaulty(null, request.ArgumentFault);
        var condition = request.Condition is { } text ? context.Expressions.Condition(text, arguments) : null;
        arguments.RejectUnused();
        return new DeleteAction(request.Item!) { Condition = condition, OnConditionCheckFailure = settings.OnFailure };
    }
}
