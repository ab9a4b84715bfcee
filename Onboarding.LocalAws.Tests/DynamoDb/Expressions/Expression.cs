using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.DynamoDb.Expressions;
using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.Tests.DynamoDb.Expressions;

/// <summary>Reads what a request would carry: items, names and values as DynamoDB's JSON.</summary>
internal static class Expression
{
    public static Item Item(string json)
    {
        var reader = Start(json);
        return AttributeValueReader.ReadItem(ref reader);
    }

    public static AttributeValue Value(string json)
    {
        var reader = Start(json);
        return AttributeValueReader.Read(ref reader);
    }

    public static ExpressionArguments Arguments(string? values = null, string? names = null) => new(
        names is null ? null : Names(names), values is null ? null : Values(values));

    public static Dictionary<string, string> Names(string json)
    {
        var reader = Start(json);
        return ExpressionArgumentsReader.ReadNames(ref reader);
    }

    public static Dictionary<string, AttributeValue> Values(string json)
    {
        var reader = Start(json);
        return ExpressionArgumentsReader.ReadValues(ref reader);
    }

    public static string Json(Item item)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            AttributeValueWriter.WriteItem(writer, item);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static Utf8JsonReader Start(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        return reader;
    }
}
