using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.DynamoDb.Expressions;

/// <summary>
/// AWS's texts for key conditions, recorded from DynamoDB Local; AWS itself also names the missed element.
/// </summary>
internal static class KeyConditionErrors
{
    public static AwsException NotScalar(string name) => DynamoDbErrors.Validation(
        "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: " +
        $"Key: {name}");

    public static AwsException Operator(string op) =>
        DynamoDbErrors.Validation($"Invalid operator used in KeyConditionExpression: {op}");

    public static AwsException Nested() =>
        DynamoDbErrors.Validation("KeyConditionExpressions cannot contain nested operations");

    public static AwsException NoAttribute() => Condition("No key attribute specified");

    public static AwsException TwoAttributes() => Condition("Multiple attribute names used in one condition");

    public static AwsException AttributeNotFirst(string op) =>
        Condition($"{op} operator must have the key attribute as its first operand");

    public static AwsException TwoConditionsOnOneKey() =>
        DynamoDbErrors.Validation("KeyConditionExpressions must only contain one condition per key");

    public static AwsException TooManyConditions() =>
        DynamoDbErrors.Validation("Conditions can be of length 1 or 2 only");

    public static AwsException Missed(string name) =>
        DynamoDbErrors.Validation($"Query condition missed key schema element: {name}");

    public static AwsException NotSupported() => DynamoDbErrors.Validation("Query key condition not supported");

    public static AwsException TypeMismatch() => DynamoDbErrors.Validation(
        "One or more parameter values were invalid: Condition parameter type does not match schema type");

    public static AwsException EmptyValue(string name, bool isBinary) => DynamoDbErrors.Validation(
        "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty " +
        $"{(isBinary ? "binary" : "string")} value. Key: {name}");

    private static AwsException Condition(string message) =>
        DynamoDbErrors.Validation($"Invalid condition in KeyConditionExpression: {message}");
}
