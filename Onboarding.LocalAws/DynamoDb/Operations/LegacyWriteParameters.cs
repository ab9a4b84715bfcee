using Onboarding.LocalAws.DynamoDb.Expressions;
using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>
/// The legacy parameters of a PutItem, UpdateItem or DeleteItem, which .NET's DynamoDBContext and DocumentModel send.
/// What they mean is compiled to what expressions are compiled to.
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.html
/// </summary>
internal sealed class LegacyWriteParameters
{
    public static readonly Member<WriteRequest> ExpectedRow = new(
        "Expected",
        static (ref reader, ref it) =>
            Of(ref it)._expected = AttributeMap<ConditionEntry>.Read(ref reader, ConditionEntry.Expected),
        static (ref it, ref faults) =>
            it.Legacy?._expected?.Check("expected", ConditionEntry.Expected, ref faults));

    public static readonly Member<WriteRequest> ConditionalOperatorRow = new(
        "ConditionalOperator",
        static (ref reader, ref it) => Of(ref it)._operatorText = reader.ReadString(),
        static (ref it, ref faults) =>
        {
            if (it.Legacy is { } legacy)
            {
                legacy._operator = SharedMembers.ConditionalOperator(legacy._operatorText, ref faults);
            }
        });

    /// <summary>UpdateItem's alone.</summary>
    public static readonly Member<WriteRequest> AttributeUpdatesRow = new(
        "AttributeUpdates",
        static (ref reader, ref it) =>
            Of(ref it)._updates = AttributeMap<UpdateEntry>.Read(ref reader, UpdateEntry.Table),
        static (ref it, ref faults) =>
            it.Legacy?._updates?.Check("attributeUpdates", UpdateEntry.Table, ref faults));

    private AttributeMap<ConditionEntry>? _expected;
    private AttributeMap<UpdateEntry>? _updates;
    private string? _operatorText;
    private ConditionalOperator? _operator;

    public void RejectMixing(bool hasUpdate, bool hasCondition) => Enveloped(() =>
    {
        LegacyErrors.RejectMixing(
            [
                ("AttributeUpdates", _updates is not null),
                ("Expected", _expected is not null),
                ("ConditionalOperator", _operator is not null),
            ],
            [("UpdateExpression", hasUpdate), ("ConditionExpression", hasCondition)]);
        return true;
    });

    /// <returns>Null where the request updates no attribute.</returns>
    public UpdatePlan? CompileUpdates() => Enveloped(
        () => AttributeUpdate.Plan(_updates?.ConvertAll((name, entry) => entry.ToUpdate(name)) ?? []));

    /// <returns>Null where the request expects nothing.</returns>
    public Condition? CompileExpected() => Enveloped(() =>
    {
        var conditions = _expected?.ConvertAll((name, entry) => entry.ToExpectation(name)) ?? [];
        if (_operator is not null)
        {
            LegacyErrors.RequireJoinable(conditions.Count);
        }

        return AttributeCondition.Join(ExpressionKind.Expected, conditions, _operator != ConditionalOperator.OR);
    });

    private static LegacyWriteParameters Of(ref WriteRequest request) => request.Legacy ??= new();

    /// <summary>
    /// AWS words these faults of a write as the faults of constraints: recorded in August 2026 in
    /// https://github.com/floci-io/floci/pull/2125. A Query's and a Scan's are bare.
    /// </summary>
    private static T Enveloped<T>(Func<T> validate)
    {
        try
        {
            return validate();
        }
        catch (AwsException fault) when (fault.Error.Code == DynamoDbErrors.ValidationCode)
        {
            throw DynamoDbErrors.Validation($"1 validation error detected: {fault.Error.Message}");
        }
    }
}
