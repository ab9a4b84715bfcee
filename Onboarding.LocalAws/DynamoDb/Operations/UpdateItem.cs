using System.Text.Json;
using Onboarding.LocalAws.DynamoDb.Expressions;
using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.DynamoDb.Wire;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>UpdateItem: changes attributes of one item, which it creates where there is none.</summary>
internal sealed class UpdateItem(DynamoDbContext context) : IDynamoDbOperation
{
    private static readonly UnsupportedMembers Refused =
        new("UpdateItem", "AttributeUpdates", "Expected", "ConditionalOperator");

    public string Name => "UpdateItem";

    public void Execute(ReadOnlySpan<byte> body, Utf8JsonWriter response)
    {
        var request = Read(body);
        var (action, plan) = Validate(request, out var detail, out var returns);
        var written = ItemWriter.Write(context, context.RequireTable(request.TableName!), action);
        var attributes = returns switch
        {
            ReturnValues.NONE => null,
            ReturnValues.ALL_OLD => written.Old,
            ReturnValues.ALL_NEW => written.New,
            ReturnValues.UPDATED_OLD => written.Old is null ? null : plan?.UpdatedPaths.Apply(written.Old),
            ReturnValues.UPDATED_NEW => plan?.UpdatedPaths.Apply(written.New!),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        written.WriteResponse(response, attributes, detail);
    }

    private static Request Read(ReadOnlySpan<byte> body)
    {
        var reader = new RequestReader(body);
        var request = default(Request);
        while (reader.NextMember())
        {
            if (reader.Is("TableName"u8)) request.TableName = reader.ReadString();
            else if (reader.Is("Key"u8)) request.Key = reader.ReadItem();
            else if (reader.Is("UpdateExpression"u8)) request.Update = reader.ReadString();
            else if (!request.Write.TryRead(ref reader)) reader.SkipOrRefuse(Refused);
        }

        request.Write.ValueFault = reader.ValueFault;
        request.Write.ArgumentFault = reader.ArgumentFault;
        return request;
    }

    private (UpdateAction Action, UpdatePlan? Plan) Validate(
        in Request request, out ReturnConsumedCapacity detail, out ReturnValues returns)
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
        arguments.RequireExpression(
            write.Condition is not null || request.Update is not null,
            "UpdateExpression and ConditionExpression are null");
        Members.ThrowIfFaulty(write.ValueFault, write.ArgumentFault);
        var plan = request.Update is { } update ? context.Expressions.Update(update, arguments) : null;
        var condition = write.Condition is { } text ? context.Expressions.Condition(text, arguments) : null;
        arguments.RejectUnused();
        var action = new UpdateAction(request.Key!, plan)
        {
            Condition = condition,
            OnConditionCheckFailure = onFailure,
        };
        return (action, plan);
    }

    private struct Request
    {
        public string? TableName;
        public Item? Key;
        public string? Update;
        public WriteMembers Write;
    }
}
