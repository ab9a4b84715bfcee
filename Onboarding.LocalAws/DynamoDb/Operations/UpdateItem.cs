using Onboarding.LocalAws.DynamoDb.Expressions;
using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>UpdateItem: changes attributes of one item, which it creates where there is none.</summary>
internal sealed class UpdateItem(DynamoDbContext context) : IAwsOperation<JsonCall>
{
    private static readonly MemberTable<WriteRequest> Table = WriteRequest.TableOf(
        WriteRequest.KeyRow,
        WriteRequest.UpdateExpressionRow,
        LegacyWriteParameters.AttributeUpdatesRow);

    public string Name => "UpdateItem";

    public IReadOnlyList<Permission> Permissions { get; } = [new("dynamodb:UpdateItem", DynamoDbResources.Table)];

    public OperationMembers Members { get; } = Table.ToOperationMembers();

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var request = Table.ReadAndCheck(call.Body, out var faults);
        var (action, plan) = Validate(request, faults);
        var table = context.RequireTable(request.TableName!);
        var written = ItemWriter.Write(table, action);
        var attributes = request.Returns switch
        {
            ReturnValues.NONE => null,
            ReturnValues.ALL_OLD => written.Old,
            ReturnValues.ALL_NEW => written.New,
            ReturnValues.UPDATED_OLD => written.Old is null ? null : plan?.UpdatedPaths.Apply(written.Old),
            ReturnValues.UPDATED_NEW => written.New is null ? null : plan?.UpdatedPaths.Apply(written.New),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        ItemWriter.WriteResponse(call.Response, written, attributes, request.Detail);
        ItemCollectionMetrics.Write(call.Response, table, request.Item!, request.Metrics);
        return ValueTask.CompletedTask;
    }

    private (UpdateAction Action, UpdatePlan? Plan) Validate(
        in WriteRequest request, in DeferredFaults faults)
    {
        request.Legacy?.RejectMixing(request.Update is not null, request.Condition is not null);
        var arguments = new ExpressionArguments(request.Names, request.Values);
        arguments.RequireExpression(
            request.Condition is not null || request.Update is not null,
            "UpdateExpression and ConditionExpression are null");
        faults.ThrowIfAny();
        var plan = request.Update is { } update
            ? context.Expressions.Update(update, arguments)
            : request.Legacy?.CompileUpdates();
        var condition = request.Condition is { } text
            ? context.Expressions.Condition(text, arguments)
            : request.Legacy?.CompileExpected();
        arguments.RejectUnused();
        var action = new UpdateAction(request.Item!, plan)
        {
            Condition = condition,
            OnConditionCheckFailure = request.OnFailure,
        };
        return (action, plan);
    }
}
