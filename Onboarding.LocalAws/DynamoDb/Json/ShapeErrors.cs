using System.Text.Json;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.DynamoDb.Json;

/// <summary>
/// AWS's texts for JSON of the wrong type, which is the first step of validation: the words are those of its Java
/// parser. The reader stands on the token that does not belong there.
/// </summary>
internal static class ShapeErrors
{
    /// <summary>The Java package of the shapes of DynamoDB's model.</summary>
    public const string Package = "com.amazonaws.dynamodb.v20120810";

    /// <param name="javaType">What belongs there, without its package: <c>String</c>.</param>
    public static AwsException NoScalar(in Utf8JsonReader at, string javaType) => at.TokenType switch
    {
        JsonTokenType.StartArray => CollectionUnexpected($"class java.lang.{javaType}"),
        JsonTokenType.StartObject => StructureUnexpected(),
        _ => DynamoDbErrors.Serialization($"{NameOf(at)} cannot be converted to {javaType}"),
    };

    /// <param name="javaType">What belongs there: <c>class com.amazonaws.dynamodb.v20120810.Get</c>.</param>
    public static AwsException NoObject(in Utf8JsonReader at, string javaType) =>
        at.TokenType == JsonTokenType.StartArray ? CollectionUnexpected(javaType) : FieldType();

    /// <param name="javaType">Of the map's values.</param>
    public static AwsException NoMap(in Utf8JsonReader at, string javaType) =>
        NoObject(at, $"java.util.Map<java.lang.String, {javaType}>");

    public static AwsException NoList(in Utf8JsonReader at) =>
        at.TokenType == JsonTokenType.StartObject ? StructureUnexpected() : FieldType();

    public static AwsException StructureUnexpected() =>
        DynamoDbErrors.Serialization("Start of structure or map found where not expected");

    public static AwsException CollectionUnexpected(string javaType) =>
        DynamoDbErrors.Serialization($"Unrecognized collection type {javaType}");

    public static AwsException ValueType() => DynamoDbErrors.Serialization("Unexpected value type in payload");

    public static AwsException TokenUnexpected() =>
        DynamoDbErrors.Serialization("Unexpected token received from parser");

    public static AwsException NotBase64() =>
        DynamoDbErrors.Serialization("only base-64-encoded strings are convertible to bytes");

    /// <summary>No UTF-8, or half a surrogate pair.</summary>
    public static AwsException NotUnicode() => DynamoDbErrors.Serialization("A string is not valid Unicode");

    private static AwsException FieldType() => DynamoDbErrors.Serialization("Unexpected field type");

    private static string NameOf(in Utf8JsonReader at) => at.TokenType switch
    {
        JsonTokenType.True => "TRUE_VALUE",
        JsonTokenType.False => "FALSE_VALUE",
        JsonTokenType.String => "STRING_VALUE",
        JsonTokenType.Number when at.ValueSpan.IndexOfAny(".eE"u8) >= 0 => "DECIMAL_VALUE",
        JsonTokenType.Number => "NUMBER_VALUE",
        _ => at.TokenType.ToString(),
    };
}
