using System.Text.Json;

namespace Onboarding.LocalAws.Provisioning.Resources;

/// <summary>
/// Compares a table that is there already with what the template wants. CloudFormation would update it or, for
/// another key, replace it and lose its items; here the author of the template decides.
/// </summary>
internal static class KeptTable
{
    /// <param name="wanted">A CreateTable request.</param>
    /// <param name="table">The <c>Table</c> of a DescribeTable answer.</param>
    /// <returns>How the two differ, as the end of a sentence; null where they agree.</returns>
    public static string? Difference(JsonElement wanted, JsonElement table) =>
        Compare("key", Key(wanted, wanted), Key(table, table))
        ?? Compare("global indexes", Indexes(wanted, "Global"), Indexes(table, "Global"))
        ?? Compare("local indexes", Indexes(wanted, "Local"), Indexes(table, "Local"))
        ?? Compare("stream", Stream(wanted), Stream(table));

    private static string? Compare(string what, string wanted, string kept) =>
        wanted == kept ? null : $"its {what}: {kept} there, {wanted} in the template";

    /// <summary><c>tenantId S HASH, userId S RANGE</c>.</summary>
    private static string Key(JsonElement schema, JsonElement table)
    {
        // The template's definitions are as its author wrote them: one may be missing or there twice.
        var types = table.GetProperty("AttributeDefinitions").EnumerateArray()
            .ToLookup(a => Text(a, "AttributeName"), a => Text(a, "AttributeType"), StringComparer.Ordinal);
        return string.Join(", ", schema.GetProperty("KeySchema").EnumerateArray().Select(
            k => $"{Text(k, "AttributeName")} {Type(Text(k, "AttributeName"))} {Text(k, "KeyType")}"));

        string Type(string attribute) =>
            types[attribute].Any() ? string.Join('/', types[attribute]) : "(not in AttributeDefinitions)";
    }

    private static string Indexes(JsonElement table, string kind)
    {
        if (!table.TryGetProperty($"{kind}SecondaryIndexes", out var indexes) || indexes.GetArrayLength() == 0)
        {
            return "none";
        }

        return string.Join("; ", indexes.EnumerateArray()
            .OrderBy(i => Text(i, "IndexName"), StringComparer.Ordinal)
            .Select(i => $"{Text(i, "IndexName")} ({Key(i, table)}) {Projection(i.GetProperty("Projection"))}"));
    }

    private static string Projection(JsonElement projection)
    {
        IEnumerable<string> others = projection.TryGetProperty("NonKeyAttributes", out var attributes)
            ? attributes.EnumerateArray().Select(a => a.GetString()!).Order(StringComparer.Ordinal)
            : [];
        return string.Join(' ', others.Prepend(
            projection.TryGetProperty("ProjectionType", out var type) ? type.GetString()! : "(no ProjectionType)"));
    }

    private static string Stream(JsonElement table) =>
        table.TryGetProperty("StreamSpecification", out var stream) && stream.GetProperty("StreamEnabled").GetBoolean()
            ? Text(stream, "StreamViewType")
            : "none";

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;
}
