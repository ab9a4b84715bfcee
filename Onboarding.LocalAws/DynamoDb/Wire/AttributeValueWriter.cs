using System.Text.Json;
using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Wire;

/// <summary>Writes values to responses.</summary>
internal static class AttributeValueWriter
{
    /// <summary>Writes <c>{"S":"x"}</c>.</summary>
    public static void Write(Utf8JsonWriter writer, AttributeValue value) => throw new NotImplementedException();

    /// <summary>Writes <c>{"pk":{"S":"x"},"n":{"N":"1"}}</c>.</summary>
    public static void WriteItem(Utf8JsonWriter writer, Item item) => throw new NotImplementedException();
}
