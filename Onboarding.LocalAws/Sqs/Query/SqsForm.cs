using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;

namespace Onboarding.LocalAws.Sqs.Query;

/// <summary>
/// A form of the query protocol as the request that the JSON protocol would send, so that each operation is written
/// once. Lists and maps are flattened in a form, under names of their own:
/// <code>
/// Attribute.1.Name=DelaySeconds &amp; Attribute.1.Value=5          → "Attributes":{"DelaySeconds":"5"}
/// AttributeName.1=All                                       → "AttributeNames":["All"]
/// MessageAttribute.1.Name=a &amp; MessageAttribute.1.Value.DataType=String
///                                                           → "MessageAttributes":{"a":{"DataType":"String"}}
/// SendMessageBatchRequestEntry.1.Id=x                       → "Entries":[{"Id":"x"}]
/// </code>
/// Source: the examples of each page below
/// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html.
/// </summary>
internal static class SqsForm
{
    /// <summary>Everything else is a text.</summary>
    private static readonly HashSet<string> Integers = new(StringComparer.Ordinal)
    {
        "DelaySeconds", "MaxNumberOfMessages", "MaxResults", "VisibilityTimeout", "WaitTimeSeconds",
    };

    /// <summary>Of the protocol, not of the operation.</summary>
    private static readonly HashSet<string> Common = new(StringComparer.Ordinal) { "Action", "Version" };

    /// <summary>
    /// <c>SendMessageBatchRequestEntry.1.MessageAttribute.1.Value.StringListValue.1</c>: no parameter is deeper.
    /// </summary>
    private const int DepthMax = 7;

    public static JsonObject ToJson(IEnumerable<KeyValuePair<string, StringValues>> form) => Object(
        form.Where(f => !Common.Contains(f.Key) && f.Key.Count(c => c == '.') < DepthMax)
            .Select(f => new Parameter(f.Key, f.Value.ToString())));

    private static JsonObject Object(IEnumerable<Parameter> parameters)
    {
        var members = new JsonObject();
        foreach (var member in parameters.GroupBy(p => p.First, StringComparer.Ordinal))
        {
            var (name, value) = Member(member.Key, [.. member]);
            members[name] = value;
        }

        return members;
    }

    private static (string Name, JsonNode? Value) Member(string name, IReadOnlyList<Parameter> parameters) =>
        name switch
        {
            "AttributeName" or "MessageAttributeName" or "MessageSystemAttributeName" or "TagKey" =>
                (name + "s", new JsonArray([.. Items(parameters).Select(item => Value(name, item))])),
            "Attribute" or "MessageAttribute" or "MessageSystemAttribute" =>
                (name + "s", Map(parameters, "Name")),
            "Tag" => ("tags", Map(parameters, "Key")),
            "SendMessageBatchRequestEntry" or "DeleteMessageBatchRequestEntry"
                or "ChangeMessageVisibilityBatchRequestEntry" =>
                ("Entries", new JsonArray([.. Items(parameters).Select(Object)])),
            _ => (name, Value(name, parameters)),
        };

    /// <summary>The parameters of each item, without its number, in the order of the numbers.</summary>
    private static IEnumerable<IReadOnlyList<Parameter>> Items(IEnumerable<Parameter> parameters) => parameters
        .Select(p => p.Rest)
        .GroupBy(p => int.TryParse(p.First, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : 0)
        .OrderBy(item => item.Key)
        .Select(item => item.Select(p => p.Rest).ToList());

    /// <summary>The last of two entries with the same key counts (inferred).</summary>
    private static JsonObject Map(IReadOnlyList<Parameter> parameters, string key)
    {
        var map = new JsonObject();
        foreach (var item in Items(parameters))
        {
            var entry = Object(item);
            map[entry[key]?.GetValue<string>() ?? ""] = entry["Value"]?.DeepClone();
        }

        return map;
    }

    private static JsonNode? Value(string name, IReadOnlyList<Parameter> parameters) =>
        parameters.Any(p => p.Rest.First.Length > 0) ? Object(parameters.Select(p => p.Rest))
        : Integers.Contains(name)
            && int.TryParse(
                parameters[0].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : parameters[0].Value;

    /// <param name="Path"><c>MessageAttribute.1.Value.DataType</c>, or what is left of it.</param>
    private readonly record struct Parameter(string Path, string Value)
    {
        public string First => Path.Split('.', 2)[0];

        public Parameter Rest => this with { Path = Path.Split('.', 2) is [_, var rest] ? rest : "" };
    }
}
