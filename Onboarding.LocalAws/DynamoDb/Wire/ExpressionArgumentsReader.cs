using System.Text.Json;
using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Wire;

/// <summary>Reads ExpressionAttributeNames and ExpressionAttributeValues with AWS's errors for each.</summary>
internal static class ExpressionArgumentsReader
{
    /// <summary>Reads <c>{"#n":"name"}</c>.</summary>
    public static Dictionary<string, string> ReadNames(ref Utf8JsonReader reader) => throw new NotImplementedException();

    /// <summary>Reads <c>{":v":{"S":"x"}}</c>.</summary>
    public static Dictionary<string, AttributeValue> ReadValues(ref Utf8JsonReader reader) =>
        throw new NotImplementedException();
}
