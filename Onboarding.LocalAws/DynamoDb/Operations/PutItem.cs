using System.Text.Json;
using Onboarding.LocalAws.DynamoDb.Expressions;
using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.DynamoDb.Wire;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>PutItem: one whole item, in place of whatever has its key.</summary>
internal sealed class PutItem(DynamoDbContext context) : IDynamoDbOperation
{
    private static readonly UnsupportedMembers Refused = new("PutItem", "Expected", "ConditionalOperator");

    public string Name => "PutItem";

    public void Execute(ReadOnlySpan<byte> body, Utf8JsonWriter response)
    {
        var request = WriteRequest.Read(body, "Item"u8, Refused);
        var settings = request.Check(Name, "item");
        var action = Validate(request, settings);
        var written = ItemWriter.Write(context, context.RequireTable(request.TableName!), action);
        written.WriteResponse(
            response, settings.Returns == ReturnValues.ALL_OLD ? written.Old : null, settings.Detail);
    }

    private PutAction Validate(in WriteRequest request, in WriteSettings settings)
    {
        var arguments = new ExpressionArguments(request.Names, request.Values);
        arguments.RequireExpression(request.Condition is not null, "ConditionExpression is null");
        Members.ThrowIfFaulty(request.ValueFault, argumentFault: null);
        Members.RequireNoneOrAllOld(settings.Returns);
        if (request.Item!.SizeBytes > ItemSize.BytesMax)
        {
            throw DynamoDbErrors.Validation("Item size has exceeded the maximum allowed size");
        }

        Members.ThrowIfFaulty(null, request.ArgumentFault);
        var condition = request.Condition is { } text ? context.Expressions.Condition(text, arguments) : null;
        arguments.RejectUnused();
        return new PutAction(request.Item) { Condition = condition, OnConditionCheckFailure = settings.OnFailure };
    }
}
