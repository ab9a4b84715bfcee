using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>DeleteItem: one item by its key; deleting nothing succeeds too.</summary>
internal sealed class DeleteItem(DynamoDbContext context) : IAwsOperation<JsonCall>
{
    private static readonly MemberTable<WriteRequest> Table = WriteRequest.TableOf(WriteRequest.KeyRow);

    public string Name => "DeleteItem";

    public IReadOnlyList<Permission> Permissions { get; } = [new("dynamodb:DeleteItem", DynamoDbResources.Table)];

    public OperationMembers Members { get; } = Table.ToOperationMembers();

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var request = Table.ReadAndCheck(call.Body, out var faults);
        ItemWriter.Execute(context, request, Validate(request, faults), call.Response);
        return ValueTask.CompletedTask;
    }

    private DeleteAction Validate(in WriteRequest request, in DeferredFaults faults)
    {
        var arguments = request.BeginArguments(faults);
        var condition = request.EndArguments(arguments, context.Expressions, faults);
        return new DeleteAction(request.Item!) { Condition = condition, OnConditionCheckFailure = request.OnFailure };
    }
}
