using Onboarding.LocalAws.DynamoDb.Expressions;
using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>PutItem: one whole item, in place of whatever has its key.</summary>
internal sealed class PutItem(DynamoDbContext context) : IAwsOperation<JsonCall>
{
    private static readonly OperationMembers Known = new(
        "ConditionExpression", "ExpressionAttributeNames", "ExpressionAttributeValues", "Item",
        "ReturnConsumedCapacity", "ReturnItemCollectionMetrics", "ReturnValues",
        "ReturnValuesOnConditionCheckFailure", "TableName")
    {
        Refused = ["Expected", "ConditionalOperator"],
    };

    private static readonly UnsupportedMembers Refused = new("PutItem", Known.Refused);

    public string Name => "PutItem";

    public IReadOnlyList<Permission> Permissions { get; } = [new("dynamodb:PutItem", DynamoDbResources.Table)];

    public OperationMembers Members => Known;

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var request = WriteRequest.Read(call.Body, "Item"u8, Refused);
        var settings = request.Check(Name, "item");
        var action = Validate(request, settings);
        var written = ItemWriter.Write(context.RequireTable(request.TableName!), action);
        var attributes = settings.Returns == ReturnValues.ALL_OLD ? written.Old : null;
        ItemWriter.WriteResponse(call.Response, written, attributes, settings.Detail);
        return ValueTask.CompletedTask;
    }

    private PutAction Validate(in WriteRequest request, in WriteSettings settings)
    {
        var arguments = new ExpressionArguments(request.Names, request.Values);
        arguments.RequireExpression(request.Condition is not null, "ConditionExpression is null");
        SharedMembers.ThrowIfFaulty(request.ValueFault, argumentFault: null);
        SharedMembers.RequireNoneOrAllOld(settings.Returns);
        if (request.Item!.SizeBytes > ItemSize.BytesMax)
        {
            throw DynamoDbErrors.Validation("Item size has exceeded the maximum allowed size");
        }

        SharedMembers.ThrowIfFaulty(null, request.ArgumentFault);
        var condition = request.Condition is { } text ? context.Expressions.Condition(text, arguments) : null;
        arguments.RejectUnused();
        return new PutAction(request.Item) { Condition = condition, OnConditionCheckFailure = settings.OnFailure };
    }
}
