using Onboarding.LocalAws.DynamoDb.Expressions;
using Onboarding.LocalAws.DynamoDb.Json;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>
/// The legacy parameters of a Query or Scan, which .NET's DynamoDBContext and DocumentModel send. What they mean is
/// compiled to what expressions are compiled to.
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.html
/// </summary>
internal sealed class LegacyPageParameters
{
    public static readonly Member<PageRequest> AttributesToGetRow = new(
        "AttributesToGet",
        static (ref reader, ref it) => Of(ref it).AttributesToGet = reader.ReadStrings(),
        static (ref it, ref faults) => faults.Count(it.Legacy?.AttributesToGet?.Count, "attributesToGet"));

    public static readonly Member<PageRequest> ConditionalOperatorRow = new(
        "ConditionalOperator",
        static (ref reader, ref it) => Of(ref it)._operatorText = reader.ReadString(),
        static (ref it, ref faults) =>
        {
            if (it.Legacy is { } legacy)
            {
                legacy._operator = SharedMembers.ConditionalOperator(legacy._operatorText, ref faults);
            }
        });

    public static readonly Member<PageRequest> QueryFilterRow =
        FilterRow(ExpressionKind.QueryFilter, "queryFilter");

    public static readonly Member<PageRequest> ScanFilterRow = FilterRow(ExpressionKind.ScanFilter, "scanFilter");

    public static readonly Member<PageRequest> KeyConditionsRow = new(
        "KeyConditions",
        static (ref reader, ref it) =>
            Of(ref it)._keyConditions = AttributeMap<ConditionEntry>.Read(ref reader, ConditionEntry.Condition),
        static (ref it, ref faults) =>
            it.Legacy?._keyConditions?.Check("keyConditions", ConditionEntry.Condition, ref faults));

    private ExpressionKind _filterKind;
    private AttributeMap<ConditionEntry>? _filter;
    private AttributeMap<ConditionEntry>? _keyConditions;
    private string? _operatorText;
    private ConditionalOperator? _operator;

    public List<string>? AttributesToGet { get; private set; }

    /// <summary>KeyConditions may stand beside every expression but its own successor.</summary>
    public void RejectMixing(in PageRequest request) => LegacyErrors.RejectMixing(
        [
            ("AttributesToGet", AttributesToGet is not null),
            (_filterKind.ToString(), _filter is not null),
            ("ConditionalOperator", _operator is not null),
            ("KeyConditions", _keyConditions is not null && request.KeyCondition is not null),
        ],
        [
            ("ProjectionExpression", request.Projection is not null),
            ("FilterExpression", request.Filter is not null),
            ("KeyConditionExpression", request.KeyCondition is not null),
        ]);

    /// <summary>The condition of QueryFilter or ScanFilter.</summary>
    public Condition? CompileFilter()
    {
        var conditions = _filter?.ConvertAll((name, entry) => entry.ToCondition(name)) ?? [];
        if (_operator is not null)
        {
            LegacyErrors.RequireJoinable(conditions.Count);
        }

        return AttributeCondition.Join(_filterKind, conditions, _operator != ConditionalOperator.OR);
    }

    public Projection? CompileProjection() => SharedMembers.AttributesToGet(AttributesToGet);

    /// <summary>The conditions of KeyConditions, before the key is known.</summary>
    /// <returns>Null where the request has none.</returns>
    public List<AttributeCondition>? CheckKeyConditions()
    {
        var conditions = _keyConditions?.ConvertAll((name, entry) => entry.ToCondition(name));
        return conditions is null or { Count: 1 or 2 } ? conditions : throw LegacyErrors.KeyConditionCount();
    }

    private static LegacyPageParameters Of(ref PageRequest request) => request.Legacy ??= new();

    private static Member<PageRequest> FilterRow(ExpressionKind kind, string modelName) => new(
        kind.ToString(),
        (ref reader, ref it) =>
        {
            Of(ref it)._filterKind = kind;
            it.Legacy!._filter = AttributeMap<ConditionEntry>.Read(ref reader, ConditionEntry.Condition);
        },
        (ref it, ref faults) => it.Legacy?._filter?.Check(modelName, ConditionEntry.Condition, ref faults));
}
