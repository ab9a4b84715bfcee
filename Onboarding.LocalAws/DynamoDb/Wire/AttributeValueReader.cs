using System.Text.Json;
using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Wire;

/// <summary>Reads values from requests. The reader stands on the value's first token, afterwards on its last.</summary>
internal static class AttributeValueReader
{
    /// <summary>Reads <c>{"S":"x"}</c>.</summary>
    public static AttributeValue Read(ref Utf8JsonReader reader) => throw new NotImplementedException();

    /// <summary>Reads <c>{"pk":{"S":"x"},"n":{"N":"1"}}</c>.</summary>
    public static Item ReadItem(ref Utf8JsonReader reader) => throw new NotImplementedException();
}
