using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.DynamoDb.Json;

/// <summary>
/// Reads ExpressionAttributeNames and ExpressionAttributeValues with AWS's errors for each. The reader stands on
/// the map's first token, afterwards on its last.
/// </summary>
internal static class ExpressionArgumentsReader
{
    private const string Names = "ExpressionAttributeNames";
    private const string Values = "ExpressionAttributeValues";
    private const int KeyLengthMax = 255;
    private const int NameSizeBytesMax = 65535;

    /// <summary>Reads <c>{"#n":"name"}</c>.</summary>
    public static Dictionary<string, string> ReadNames(ref Utf8JsonReader reader)
    {
        RequireMap(ref reader, "java.lang.String");
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var key = ReadKey(ref reader, Names, '#');
            reader.Read();
            names[key] = ReadNameOf(ref reader, key);
        }

        return names.Count > 0 ? names : throw DynamoDbErrors.Validation($"{Names} must not be empty");
    }

    /// <summary>Reads <c>{":v":{"S":"x"}}</c>.</summary>
    public static Dictionary<string, AttributeValue> ReadValues(ref Utf8JsonReader reader)
    {
        RequireMap(ref reader, AttributeValueReader.JavaType);
        var values = new Dictionary<string, AttributeValue>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var key = ReadKey(ref reader, Values, ':');
            reader.Read();
            try
            {
                values[key] = AttributeValueReader.Read(ref reader);
            }
            catch (AwsException fault) when (fault.Error.Code == DynamoDbErrors.ValidationCode)
            {
                throw InvalidValue(Values, fault.Error.Message, key);
            }
        }

        return values.Count > 0 ? values : throw DynamoDbErrors.Validation($"{Values} must not be empty");
    }

    private static void RequireMap(ref Utf8JsonReader reader, string javaType)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw ShapeErrors.NoMap(reader, javaType);
        }
    }

    private static string ReadNameOf(ref Utf8JsonReader reader, string key)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            throw InvalidValue(Names, "null", key);
        }

        var utf8 = ScalarReader.ReadUtf8(ref reader);
        if (utf8.Length == 0)
        {
            throw InvalidValue(Names, "Empty attribute name", key);
        }

        return utf8.Length <= NameSizeBytesMax
            ? AttributeNamePool.Get(utf8)
            : throw InvalidValue(Names, "Attribute name is too large, must be less than 65536 bytes", key);
    }

    private static string ReadKey(ref Utf8JsonReader reader, string parameter, char prefix)
    {
        var key = ScalarReader.ReadName(ref reader);
        if (Encoding.UTF8.GetByteCount(key) > KeyLengthMax)
        {
            throw InvalidKey(parameter, "The expression attribute map contains a key that is too long;");
        }

        var isWellFormed = key.Length > 1 && key[0] == prefix;
        for (var i = 1; i < key.Length; i++)
        {
            isWellFormed &= char.IsAsciiLetterOrDigit(key[i]) || key[i] == '_';
        }

        return isWellFormed ? key : throw InvalidKey(parameter, $"Syntax error; key: \"{key}\"");
    }

    private static AwsException InvalidKey(string parameter, string message) =>
        DynamoDbErrors.Validation($"{parameter} contains invalid key: {message}");

    private static AwsException InvalidValue(string parameter, string message, string key) =>
        DynamoDbErrors.Validation($"{parameter} contains invalid value: {message} for key {key}");
}
