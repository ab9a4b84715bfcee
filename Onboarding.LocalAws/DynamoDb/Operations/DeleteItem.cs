using System.Text.Json;
using Onboarding.LocalAws.DynamoDb.Expressions;
using Onboarding.LocalAws.DynamoDb.Wire;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>DeleteItem: one item by its key; deleting nothing succeeds too.</summary>
internal sealed class DeleteItem(DynamoDbContext context) : IDynamoDbOperation
{
    private static readonly UnsupportedMembers Refused = new("DeleteItem", "Expected", "ConditionalOperator");

    public string Name => "DeleteItem";

    public void Execute(ReadOnlySpan<byte> body, Utf8JsonWriter response)
    {
        var request = WriteRequest.Read(body, "Key"u8, Refused);
        var settings = request.Check(Name, "key");
        var action = Validate(request, settings);
        var written = ItemWriter.Write(context, context.RequireTable(request.TableName!), action);
        written.WriteResponse(
            response, settings.Returns == ReturnValues.ALL_OLD ? written.Old : null, settings.Detail);
    }

    private DeleteAction Validate(in WriteRequest request, in WriteSettings settings)
    {
        var arguments = new ExpressionArguments(request.Names, request.Values);
        arguments.RequireExpression(request.Condition is not null, "ConditionExpression is null");
        Members.ThrowIfFaulty(request.ValueFault, argumentFault: null);
        Members.RequireNoneOrAllOld(settings.Returns);
        Members.ThrowIfFaulty(null, request.ArgumentFault);
        var condition = request.Condition is { } text ? context.Expressions.Condition(text, arguments) : null;
        arguments.RejectUnused();
        return new DeleteAction(request.Item!) { Condition = condition, OnConditionCheckFailure = settings.OnFailure };
    }
}
