using Onboarding.LocalAws.DynamoDb.Expressions;
using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>UpdateItem: changes attributes of one item, which it creates where there is none.</summary>
internal sealed class UpdateItem(DynamoDbContext context) : IAwsOperation<JsonCall>
{
    private static readonly OperationMembers Known = new(
        "ConditionExpression", "ExpressionAttributeNames", "ExpressionAttributeValues", "Key",
        "ReturnConsumedCapacity", "ReturnItemCollectionMetrics", "ReturnValues",
        "ReturnValuesOnConditionCheckFailure", "TableName", "UpdateExpression")
    {
        Refused = ["AttributeUpdates", "Expected", "ConditionalOperator"],
    };

    private static readonly UnsupportedMembers Refused = new("UpdateItem", Known.Refused);

    public string Name => "UpdateItem";

    public IReadOnlyList<Permission> Permissions { get; } = [new("dynamodb:UpdateItem", DynamoDbResources.Table)];

    public OperationMembers Members => Known;

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var request = Read(call.Body, out var update);
        var settings = request.Check(Name, "key");
        var (action, plan) = Validate(request, update, settings);
        var written = ItemWriter.Write(context.RequireTable(request.TableName!), action);
        var attributes = settings.Returns switch
        {
            ReturnValues.NONE => null,
            ReturnValues.ALL_OLD => written.Old,
            ReturnValues.ALL_NEW => written.New,
            ReturnValues.UPDATED_OLD => written.Old is null ? null : plan?.UpdatedPaths.Apply(written.Old),
            ReturnValues.UPDATED_NEW => plan?.UpdatedPaths.Apply(written.New!),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        ItemWriter.WriteResponse(call.Response, written, attributes, settings.Detail);
        return ValueTask.CompletedTask;
    }

    private static WriteRequest Read(ReadOnlySpan<byte> body, out string? update)
    {
        var reader = new RequestReader(body);
        var request = default(WriteRequest);
        update = null;
        while (reader.NextMember())
        {
            if (reader.Is("UpdateExpression"u8))
            {
                update = reader.ReadString();
            }
            else if (!request.TryRead(ref reader, "Key"u8))
            {
                reader.SkipOrRefuse(Refused);
            }
        }

        request.KeepFaults(reader);
        return request;
    }

    private (UpdateAction Action, UpdatePlan? Plan) Validate(
        in WriteRequest request, string? update, in WriteSettings settings)
    {
        var arguments = new ExpressionArguments(request.Names, request.Values);
        arguments.RequireExpression(
            request.Condition is not null || update is not null, "UpdateExpression and ConditionExpression are null");
        SharedMembers.ThrowIfFaulty(request.ValueFault, request.ArgumentFault);
        var plan = update is null ? null : context.Expressions.Update(update, arguments);
        var condition = request.Condition is { } text ? context.Expressions.Condition(text, arguments) : null;
        arguments.RejectUnused();
        var action = new UpdateAction(request.Item!, plan)
        {
            Condition = condition,
            OnConditionCheckFailure = settings.OnFailure,
        };
        return (action, plan);
    }
}
