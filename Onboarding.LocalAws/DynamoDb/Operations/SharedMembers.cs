using Onboarding.LocalAws.DynamoDb.Expressions;
using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.DynamoDb.Operations;

internal enum ReturnValues
{
    NONE,
    ALL_OLD,
    UPDATED_OLD,
    ALL_NEW,
    UPDATED_NEW,
}

internal enum ReturnValuesOnConditionCheckFailure
{
    NONE,
    ALL_OLD,
}

internal enum ReturnItemCollectionMetrics
{
    NONE,
    SIZE,
}

/// <summary>Members that several operations share, their values in the order in which AWS lists them.</summary>
internal static class SharedMembers
{
    public static ReturnConsumedCapacity ReturnConsumedCapacity(string? value, ref ConstraintFaults faults) =>
        faults.Enum<ReturnConsumedCapacity>(value, "returnConsumedCapacity", "INDEXES, TOTAL, NONE")
        ?? Operations.ReturnConsumedCapacity.NONE;

    public static ReturnValues ReturnValues(string? value, ref ConstraintFaults faults) =>
        faults.Enum<ReturnValues>(value, "returnValues", "ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW")
        ?? Operations.ReturnValues.NONE;

    public static ReturnValuesOnConditionCheckFailure OnConditionCheckFailure(
        string? value, ref ConstraintFaults faults) =>
        faults.Enum<ReturnValuesOnConditionCheckFailure>(
            value, "returnValuesOnConditionCheckFailure", "ALL_OLD, NONE")
        ?? ReturnValuesOnConditionCheckFailure.NONE;

    public static ConditionalOperator? ConditionalOperator(string? value, ref ConstraintFaults faults) =>
        faults.Enum<ConditionalOperator>(value, "conditionalOperator", "OR, AND");

    /// <summary>The projection that AttributesToGet stands for: whole attributes.</summary>
    /// <returns>Null where the request names none.</returns>
    public static Projection? AttributesToGet(List<string>? names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return names?.Find(name => !seen.Add(name)) is { } repeated
            ? throw LegacyErrors.AttributeTwice(repeated)
            : names is null ? null : Projection.OfAttributes(names);
    }

    public static ReturnItemCollectionMetrics ReturnItemCollectionMetrics(string? value, ref ConstraintFaults faults) =>
        faults.Enum<ReturnItemCollectionMetrics>(value, "returnItemCollectionMetrics", "SIZE, NONE")
        ?? Operations.ReturnItemCollectionMetrics.NONE;

    /// <summary>Of the operations that take only NONE.</summary>
    public static void RefuseItemCollectionMetrics(string operation, string? value, ref ConstraintFaults faults)
    {
        if (ReturnItemCollectionMetrics(value, ref faults) == Operations.ReturnItemCollectionMetrics.SIZE)
        {
            throw new AwsException(Unsupported.Feature("DynamoDB", operation, "ReturnItemCollectionMetrics SIZE"));
        }
    }
}
