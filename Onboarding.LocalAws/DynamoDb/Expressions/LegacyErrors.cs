using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.DynamoDb.Expressions;

/// <summary>AWS's texts for the legacy parameters, recorded from AWS by dynalite's tests and ExtendDB's.</summary>
internal static class LegacyErrors
{
    /// <param name="legacy">The legacy parameters of the request, each with whether it is there.</param>
    /// <param name="expressions">The parameters that are expressions.</param>
    public static void RejectMixing(
        ReadOnlySpan<(string Name, bool IsPresent)> legacy, ReadOnlySpan<(string Name, bool IsPresent)> expressions)
    {
        var (old, current) = (Present(legacy), Present(expressions));
        if (old.Length > 0 && current.Length > 0)
        {
            throw DynamoDbErrors.Validation(
                "Can not use both expression and non-expression parameters in the same request: "
                + $"Non-expression parameters: {{{old}}} Expression parameters: {{{current}}}");
        }
    }

    /// <summary>AWS wants no ConditionalOperator where there is nothing to join.</summary>
    public static void RequireJoinable(int count)
    {
        if (count < 2)
        {
            throw DynamoDbErrors.Validation(count == 0
                ? "ConditionalOperator cannot be used without Filter or Expected"
                : "ConditionalOperator can only be used when Filter or Expected has two or more elements");
        }
    }

    public static AwsException ArgumentCount(ComparisonOperator op) =>
        DynamoDbErrors.InvalidParameter($"Invalid number of argument(s) for the {op} ComparisonOperator");

    public static AwsException ArgumentType(ComparisonOperator op, AttributeType type) =>
        DynamoDbErrors.InvalidParameter($"ComparisonOperator {op} is not valid for {type} AttributeValue type");

    public static AwsException ArgumentTypesDiffer() =>
        DynamoDbErrors.InvalidParameter("AttributeValues inside AttributeValueList must be of same type");

    public static AwsException BoundsReversed() => DynamoDbErrors.Validation(
        "The BETWEEN condition was provided a range where the lower bound is greater than the upper bound");

    public static AwsException AttributeTwice(string name) =>
        DynamoDbErrors.InvalidParameter($"Duplicate value in attribute name: {name}");

    public static AwsException KeyConditionCount() =>
        DynamoDbErrors.Validation("Conditions can be of length 1 or 2 only");

    public static AwsException NotIndexable() =>
        DynamoDbErrors.Validation("Attempted conditional constraint is not an indexable operation");

    /// <param name="detail">What is wrong with the expectation of the attribute.</param>
    public static AwsException Expectation(string detail, string name) =>
        DynamoDbErrors.InvalidParameter($"{detail} for Attribute: {name}");

    public static AwsException ValueRequired() => DynamoDbErrors.InvalidParameter(
        "Only DELETE action is allowed when no attribute value is specified");

    public static AwsException ActionType(string action, AttributeType type) =>
        DynamoDbErrors.InvalidParameter($"{action} is not supported for the type {type}");

    private static string Present(ReadOnlySpan<(string Name, bool IsPresent)> parameters)
    {
        var names = new List<string>();
        foreach (var (name, isPresent) in parameters)
        {
            if (isPresent)
            {
                names.Add(name);
            }
        }

        return string.Join(", ", names);
    }
}
