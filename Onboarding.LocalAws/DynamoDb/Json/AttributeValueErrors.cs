using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.DynamoDb.Json;

/// <summary>
/// AWS's texts for faulty values. The validation texts are recorded from DynamoDB Local; the serialization texts
/// are those of AWS's own front end, as public conformance tests against AWS state them (DynamoDB Local converts
/// where AWS refuses).
/// </summary>
internal static class AttributeValueErrors
{
    public static AwsException Empty() => DynamoDbErrors.Validation(
        "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");

    public static AwsException MoreThanOneType() => DynamoDbErrors.Validation(
        "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes");

    public static AwsException NullFalse() => Invalid("Null attribute value types must have the value of true");

    // The two blanks are AWS's.
    public static AwsException EmptySet(string elements) => Invalid(
        elements == "binary" ? "Binary sets should not be empty" : $"An {elements} set  may not be empty");

    public static AwsException NullInSet(string elements) =>
        Invalid($"An {elements} set may not have a null string as a member");

    public static AwsException DuplicateStrings(string collection) =>
        Invalid($"Input collection [{collection}] contains duplicates");

    public static AwsException DuplicateNumbers() =>
        DynamoDbErrors.Validation("Input collection contains duplicates");

    public static AwsException DuplicateBinaries() => Invalid("Input collection of type BS contains duplicates.");

    public static AwsException EmptyName() => DynamoDbErrors.Validation("Empty attribute name");

    private static AwsException Invalid(string message) =>
        DynamoDbErrors.Validation($"One or more parameter values were invalid: {message}");
}
