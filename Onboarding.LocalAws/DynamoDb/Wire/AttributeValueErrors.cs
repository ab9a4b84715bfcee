using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.DynamoDb.Wire;

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

    /// <summary>A number, string or boolean where something else belongs.</summary>
    public static AwsException Unconvertible(string token, string type) =>
        DynamoDbErrors.Serialization($"{token} cannot be converted to {type}");

    public static AwsException StructureUnexpected() =>
        DynamoDbErrors.Serialization("Start of structure or map found where not expected");

    public static AwsException CollectionUnexpected(string type) =>
        DynamoDbErrors.Serialization($"Unrecognized collection type {type}");

    public static AwsException FieldType() => DynamoDbErrors.Serialization("Unexpected field type");

    public static AwsException ValueType() => DynamoDbErrors.Serialization("Unexpected value type in payload");

    public static AwsException TokenUnexpected() =>
        DynamoDbErrors.Serialization("Unexpected token received from parser");

    public static AwsException NotBase64() =>
        DynamoDbErrors.Serialization("only base-64-encoded strings are convertible to bytes");

    public static AwsException NotUtf8() =>
        DynamoDbErrors.Serialization("A string is not valid Unicode");

    private static AwsException Invalid(string message) =>
        DynamoDbErrors.Validation($"One or more parameter values were invalid: {message}");
}
