using System.Text.Json;
using Onboarding.LocalAws.DynamoDb.Expressions;
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
        var request = Read(body, out var update);
        var settings = request.Check(Name, "key");
        var (action, plan) = Validate(request, update, settings);
        var written = ItemWriter.Write(context, context.RequireTable(request.TableName!), action);
        var attributes = settings.Returns switch
        {
            ReturnValues.NONE => null,
            ReturnValues.ALL_OLD => written.Old,
            ReturnValues.ALL_NEW => written.New,
            ReturnValues.UPDATED_OLD => written.Old is null ? null : plan?.UpdatedPaths.Apply(written.Old),
            ReturnValues.UPDATED_NEW => plan?.UpdatedPaths.Apply(written.New!),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        written.WriteResponse(response, attributes, settings.Detail);
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
        Members.ThrowIfFaulty(request.ValueFault, request.ArgumentFault);
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
