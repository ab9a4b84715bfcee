using Onboarding.LocalAws.DynamoDb.Expressions;
using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>An entry of QueryFilter, ScanFilter, KeyConditions or Expected, as it was read.</summary>
internal sealed class ConditionEntry
{
    private static readonly Member<ConditionEntry> AttributeValueListRow = new(
        "AttributeValueList", static (ref reader, ref it) => it._values = reader.ReadValueList(ref it._fault));

    private static readonly Member<ConditionEntry> ComparisonOperatorRow = new(
        "ComparisonOperator",
        static (ref reader, ref it) => it._operatorText = reader.ReadString(),
        static (ref it, ref faults) => it._operator = faults.Enum<ComparisonOperator>(
            it._operatorText,
            "comparisonOperator",
            string.Join(", ", Enum.GetNames<ComparisonOperator>())));

    /// <summary>AWS's shape Condition.</summary>
    public static readonly MemberTable<ConditionEntry> Condition = new(
        AttributeValueListRow,
        ComparisonOperatorRow.With(static (ref it, ref faults) =>
        {
            faults.Required(it._operatorText, "comparisonOperator");
            ComparisonOperatorRow.Constraint!(ref it, ref faults);
        }))
    {
        Shape = nameof(Condition),
    };

    /// <summary>AWS's shape ExpectedAttributeValue.</summary>
    public static readonly MemberTable<ConditionEntry> Expected = new(
        AttributeValueListRow,
        ComparisonOperatorRow,
        new("Value", static (ref reader, ref it) => it._value = reader.ReadValue(ref it._fault)),
        new("Exists", static (ref reader, ref it) => it._exists = reader.ReadBoolean()))
    {
        Shape = "ExpectedAttributeValue",
    };

    private List<AttributeValue>? _values;
    private string? _operatorText;
    private ComparisonOperator? _operator;
    private AttributeValue? _value;
    private bool? _exists;
    private AwsException? _fault;

    /// <summary>What an entry of a filter or of KeyConditions demands.</summary>
    public AttributeCondition ToCondition(string name)
    {
        ThrowFault();
        return new AttributeCondition(name, _operator!.Value, [.. _values ?? []]).Checked();
    }

    /// <summary>
    /// What an entry of Expected demands. AWS takes Value beside ComparisonOperator, against its own documentation:
    /// recorded in https://github.com/floci-io/floci/pull/2125.
    /// </summary>
    public AttributeCondition ToExpectation(string name)
    {
        RejectContradictions(name);
        ThrowFault();
        if (_operator is { } op)
        {
            return new AttributeCondition(name, op, _value is null ? [.. _values ?? []] : [_value]).Checked();
        }

        return _exists == false
            ? new AttributeCondition(name, ComparisonOperator.NULL, [])
            : new AttributeCondition(name, ComparisonOperator.EQ, [_value!]);
    }

    private void RejectContradictions(string name)
    {
        // A faulty value is a value: its own fault comes later.
        var hasValue = _value is not null || (_values is null && _fault is not null);
        var detail = (_operator, _values) switch
        {
            (_, not null) when hasValue => "Value and AttributeValueList cannot be used together",
            (null, not null) => "AttributeValueList can only be used with a ComparisonOperator",
            (not null, _) when _exists is not null => "Exists and ComparisonOperator cannot be used together",
            (not (null or ComparisonOperator.NULL or ComparisonOperator.NOT_NULL), null) when !hasValue =>
                $"Value or AttributeValueList must be used with ComparisonOperator: {_operator}",
            (null, null) when _exists == false && hasValue => "Value cannot be used when Exists is false",
            (null, null) when _exists != false && !hasValue =>
                $"Value must be provided when Exists is {(_exists is null ? "null" : "true")}",
            _ => null,
        };
        if (detail is not null)
        {
            throw LegacyErrors.Expectation(detail, name);
        }
    }

    private void ThrowFault()
    {
        if (_fault is not null)
        {
            throw _fault;
        }
    }
}
