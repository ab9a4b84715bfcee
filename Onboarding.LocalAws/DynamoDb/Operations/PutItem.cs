using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>PutItem: one whole item, in place of the one with the same key.</summary>
internal sealed class PutItem(DynamoDbContext context) : IAwsOperation<JsonCall>
{
    private static readonly MemberTable<WriteRequest> Table = WriteRequest.TableOf(WriteRequest.ItemRow);

    public string Name => "PutItem";

    public IReadOnlyList<Permission> Permissions { get; } = [new("dynamodb:PutItem", DynamoDbResources.Table)];

    public OperationMembers Members { get; } = Table.ToOperationMembers();

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var request = Table.ReadAndCheck(call.Body, out var faults);
        ItemWriter.Execute(context, request, Validate(request, faults), call.Response);
        return ValueTask.CompletedTask;
    }

    private PutAction Validate(in WriteRequest request, in DeferredFaults faults)
    {
        var arguments = request.BeginArguments(faults);
        if (request.Item!.SizeBytes > ItemSize.BytesMax)
        {
            throw DynamoDbErrors.Validation("Item size has exceeded the maximum allowed size");
        }

        var condition = request.EndArguments(arguments, context.Expressions, faults);
        return new PutAction(request.Item!) { Condition = condition, OnConditionCheckFailure = request.OnFailure };
    }
}
