using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.Cognito;
using Onboarding.LocalAws.Cognito.Operations;
using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Provisioning;

/// <summary>
/// Compares what no update changes of a user pool that is there already with what the template wants
/// (https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-updating.html). CloudFormation would
/// replace the pool and lose its users; here whoever changed the template decides.
/// </summary>
internal static class KeptUserPool
{
    /// <param name="wanted">A CreateUserPool request.</param>
    /// <param name="pool">The <c>UserPool</c> of a DescribeUserPool answer.</param>
    /// <returns>How the two differ, as the end of a sentence; null where they agree.</returns>
    public static string? Difference(byte[] wanted, JsonElement pool)
    {
        RequestMembers template = RequestMembers.Read(wanted, "CreateUserPool", CognitoErrors.OfMembers);
        RequestMembers kept = RequestMembers.Read(
            Encoding.UTF8.GetBytes(pool.GetRawText()), "DescribeUserPool", CognitoErrors.OfMembers);
        return Compare("UsernameAttributes", Names(kept, "UsernameAttributes"), Names(template, "UsernameAttributes"))
            ?? Compare("AliasAttributes", Names(kept, "AliasAttributes"), Names(template, "AliasAttributes"))
            ?? Compare("CaseSensitive", CaseSensitive(kept), CaseSensitive(template))
            ?? CompareSchemas(Schema(kept, "SchemaAttributes"), Schema(template, "Schema"));
    }

    private static string? CompareSchemas(AttributeSchema kept, AttributeSchema wanted) => kept.All.Concat(wanted.All)
        .Select(attribute => attribute.Name)
        .Distinct(StringComparer.Ordinal)
        .Select(name => Compare($"attribute {name}", Describe(kept.Find(name)), Describe(wanted.Find(name))))
        .FirstOrDefault(difference => difference is not null);

    private static string? Compare(string what, string kept, string wanted) =>
        wanted == kept ? null : $"its {what}: {kept} there, {wanted} in the template";

    private static string Names(RequestMembers pool, string member) =>
        pool.Texts(member) is { Count: > 0 } names ? string.Join(", ", names.Order(StringComparer.Ordinal)) : "none";

    private static string CaseSensitive(RequestMembers pool) =>
        pool.Object("UsernameConfiguration")?.Flag("CaseSensitive") is false ? "false" : "true";

    /// <summary>Both spell an attribute alike; the template leaves out what has a default.</summary>
    private static AttributeSchema Schema(RequestMembers pool, string member) => SchemaSettings.Read(
        pool.Objects(member) ?? [], needsEmail: pool.Texts("UsernameAttributes")?.Contains("email") is true);

    /// <summary><c>immutable required String, 1 to 50</c>.</summary>
    private static string Describe(AttributeDefinition? attribute)
    {
        if (attribute is null)
        {
            return "none";
        }

        string limits = (attribute.Min, attribute.Max) switch
        {
            (null, null) => "",
            ({ } min, null) => $", from {min}",
            (null, { } max) => $", up to {max}",
            ({ } min, { } max) => $", {min} to {max}",
        };
        return $"{(attribute.IsMutable ? "mutable" : "immutable")}{(attribute.IsRequired ? " required" : "")} "
            + $"{attribute.Type}{limits}";
    }
}
