using System.Text.Json;

namespace Onboarding.LocalAws.Provisioning.Resources;

/// <summary>
/// Compares what no update changes of a user pool that is there already with what the template wants
/// (https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-updating.html). CloudFormation would
/// replace the pool and lose its users; here the author of the template decides.
/// </summary>
internal static class KeptUserPool
{
    /// <param name="wanted">A CreateUserPool request.</param>
    /// <param name="pool">The <c>UserPool</c> of a DescribeUserPool response.</param>
    /// <returns>How the two differ, as the end of a sentence; null where they agree.</returns>
    /// <exception cref="ProvisioningException">The request's Schema is faulty.</exception>
    public static string? Difference(JsonElement wanted, JsonElement pool) =>
        Compare("UsernameAttributes", Names(pool, "UsernameAttributes"), Names(wanted, "UsernameAttributes"))
        ?? Compare("AliasAttributes", Names(pool, "AliasAttributes"), Names(wanted, "AliasAttributes"))
        ?? Compare("CaseSensitive", CaseSensitive(pool), CaseSensitive(wanted))
        ?? CompareSchemas(PoolAttribute.ReadKept(pool), PoolAttribute.ReadWanted(wanted, pool));

    private static string? CompareSchemas(
        Dictionary<string, PoolAttribute> kept, Dictionary<string, PoolAttribute> wanted) => kept.Keys
        .Union(wanted.Keys, StringComparer.Ordinal)
        .Select(name => Compare($"attribute {name}", Describe(kept, name), Describe(wanted, name)))
        .FirstOrDefault(difference => difference is not null);

    private static string Describe(Dictionary<string, PoolAttribute> schema, string name) =>
        schema.GetValueOrDefault(name)?.Describe() ?? "none";

    private static string? Compare(string what, string kept, string wanted) =>
        wanted == kept ? null : $"its {what}: {kept} there, {wanted} in the template";

    private static string Names(JsonElement pool, string member) =>
        pool.TryGetProperty(member, out var names) && names.GetArrayLength() > 0
            ? string.Join(", ", names.EnumerateArray().Select(n => n.GetString()).Order(StringComparer.Ordinal))
            : "none";

    private static string CaseSensitive(JsonElement pool) =>
        pool.TryGetProperty("UsernameConfiguration", out var configuration)
        && configuration.TryGetProperty("CaseSensitive", out var flag) && flag.ValueKind == JsonValueKind.False
            ? "false"
            : "true";
}
