using System.Text.Json;
using Onboarding.LocalAws.DynamoDb.Expressions;
using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.DynamoDb.Wire;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>DeleteItem: one item by its key; deleting nothing succeeds too.</summary>
internal sealed class DeleteItem(DynamoDbContext context) : IDynamoDbOperation
{
    private static readonly UnsupportedMembers Refused = new("DeleteItem", "Expected", "ConditionalOperator");

    public string Name => "DeleteItem";

    public void Execute(ReadOnlySpan<byte> body, Utf8JsonWriter response)
    {
        var request = Read(body);
        var action = Validate(request, out var detail, out var returns);
        var written = ItemWriter.Write(context, context.RequireTable(request.TableName!), action);
        written.WriteResponse(response, returns == ReturnValues.ALL_OLD ? written.Old : null, detail);
    }

    private static Request Read(ReadOnlySpan<byte> body)
    {
        var reader = new RequestReader(body);
        var request = default(Request);
        while (reader.NextMember())
        {
            if (reader.Is("TableName"u8)) request.TableName = reader.ReadString();
            else if (reader.Is("Key"u8)) request.Key = reader.ReadItem();
            else if (!request.Write.TryRead(ref reader)) reader.SkipOrRefuse(Refused);
        }

        request.Write.ValueFault = reader.ValueFault;
        request.Write.ArgumentFault = reader.ArgumentFault;
        return request;
    }

    private DeleteAction Validate(in Request request, out ReturnConsumedCapacity detail, out ReturnValues returns)
    {
        var faults = default(ConstraintFaults);
        var write = request.Write;
        detail = Members.ReturnConsumedCapacity(write.ReturnConsumedCapacity, ref faults);
        TableNames.Check(request.TableName, ref faults);
        faults.Required(request.Key, "key");
        returns = Members.ReturnValues(write.ReturnValues, ref faults);
        Members.ReturnItemCollectionMetrics(Name, write.ReturnItemCollectionMetrics, ref faults);
        var onFailure = Members.OnConditionCheckFailure(
            write.OnConditionCheckFailure, "returnValuesOnConditionCheckFailure", ref faults);
        faults.ThrowIfAny();

        var arguments = new ExpressionArguments(write.Names, write.Values);
        arguments.RequireExpression(write.Condition is not null, "ConditionExpression is null");
        Members.ThrowIfFaulty(write.ValueFault, argumentFault: null);
        Members.RequireNoneOrAllOld(returns);
        Members.ThrowIfFaulty(null, write.ArgumentFault);
        var condition = write.Condition is { } text ? context.Expressions.Condition(text, arguments) : null;
        arguments.RejectUnused();
        return new DeleteAction(request.Key!) { Condition = condition, OnConditionCheckFailure = onFailure };
    }

    private struct Request
    {
        public string? TableName;
        public Item? Key;
        public WriteMembers Write;
    }
}
