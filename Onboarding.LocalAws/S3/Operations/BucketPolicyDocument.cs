using System.Text.Json;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>
/// Checks the grammar of a bucket policy. It does not evaluate one. Texts: recorded in public issue trackers (S3
/// documents the code MalformedPolicy only); grammar:
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html.
/// </summary>
internal static class BucketPolicyDocument
{
    private const int SizeBytesMax = 20 * 1024;

    /// <summary>
    /// Condition keys that limit a statement to known principals or networks, so that it is not public.
    /// Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html.
    /// </summary>
    private static readonly string[] RestrictingKeys =
    [
        "aws:SourceIp", "aws:SourceVpc", "aws:SourceVpce", "aws:SourceArn", "aws:SourceAccount", "aws:SourceOwner",
        "aws:PrincipalArn", "aws:PrincipalAccount", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:userid",
        "s3:DataAccessPointAccount", "s3:DataAccessPointArn", "s3:x-amz-server-side-encryption-aws-kms-key-id",
    ];

    /// <returns>True where the policy is public: it grants something to every principal.</returns>
    public static bool Validate(string document, string bucket)
    {
        if (document.Length > SizeBytesMax)
        {
            throw S3Errors.MalformedPolicy("Policy exceeds the maximum allowed document size.");
        }

        if (!document.StartsWith('{'))
        {
            throw S3Errors.MalformedPolicy("Policies must be valid JSON and the first byte must be '{'");
        }

        try
        {
            using var json = JsonDocument.Parse(document);
            return ValidatePolicy(json.RootElement, bucket);
        }
        catch (JsonException)
        {
            throw S3Errors.MalformedPolicy("This policy contains invalid Json");
        }
    }

    private static bool ValidatePolicy(JsonElement policy, string bucket)
    {
        CheckFields(policy, ["Version", "Id", "Statement"]);
        if (policy.TryGetProperty("Version", out var version)
            && (version.ValueKind != JsonValueKind.String || version.GetString() is not ("2012-10-17" or "2008-10-17")))
        {
            throw S3Errors.MalformedPolicy("The policy must contain a valid version string");
        }

        if (!policy.TryGetProperty("Statement", out var statements))
        {
            throw S3Errors.MalformedPolicy("Missing required field Statement");
        }

        var isPublic = false;
        foreach (var statement in Each(statements))
        {
            isPublic |= ValidateStatement(statement, bucket);
        }

        return isPublic;
    }

    private static bool ValidateStatement(JsonElement statement, string bucket)
    {
        if (statement.ValueKind != JsonValueKind.Object)
        {
            throw S3Errors.MalformedPolicy("Statement is not an object");
        }

        CheckFields(
            statement,
            [
                "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource",
                "Condition",
            ]);
        var effect = Require(statement, "Effect", other: null);
        if (effect.ValueKind != JsonValueKind.String || effect.GetString() is not ("Allow" or "Deny"))
        {
            throw S3Errors.MalformedPolicy($"Invalid effect : {effect}");
        }

        var everybody = PolicyPrincipal.Validate(Require(statement, "Principal", "NotPrincipal"));
        foreach (var action in Each(Require(statement, "Action", "NotAction")))
        {
            CheckAction(action);
        }

        foreach (var resource in Each(Require(statement, "Resource", "NotResource")))
        {
            CheckResource(resource, bucket);
        }

        return effect.ValueEquals("Allow") && everybody && !IsRestricted(statement);
    }

    private static void CheckAction(JsonElement action)
    {
        if (action.ValueKind != JsonValueKind.String
            || !(action.ValueEquals("*")
                || (action.GetString()!.StartsWith("s3:", StringComparison.OrdinalIgnoreCase)
                    && action.GetString()!.Length > 3)))
        {
            throw S3Errors.MalformedPolicy("Policy has invalid action");
        }
    }

    /// <summary>Only this bucket and what is in it: S3 refuses a policy about another.</summary>
    private static void CheckResource(JsonElement resource, string bucket)
    {
        var arn = "arn:aws:s3:::" + bucket;
        if (resource.ValueKind != JsonValueKind.String
            || !(resource.ValueEquals(arn)
                || resource.GetString()!.StartsWith(arn + "/", StringComparison.Ordinal)
                || resource.ValueEquals(arn + "*")))
        {
            throw S3Errors.MalformedPolicy("Policy has invalid resource");
        }
    }

    private static bool IsRestricted(JsonElement statement) =>
        statement.TryGetProperty("Condition", out var condition)
        && condition.ValueKind == JsonValueKind.Object
        && condition.EnumerateObject()
            .Where(o => o.Value.ValueKind == JsonValueKind.Object)
            .SelectMany(o => o.Value.EnumerateObject())
            .Any(k => RestrictingKeys.Contains(k.Name, StringComparer.OrdinalIgnoreCase));

    private static void CheckFields(JsonElement element, ReadOnlySpan<string> known)
    {
        foreach (var field in element.EnumerateObject())
        {
            if (!known.Contains(field.Name))
            {
                throw S3Errors.MalformedPolicy($"Unknown field {field.Name}");
            }
        }
    }

    private static JsonElement Require(JsonElement statement, string name, string? other) =>
        statement.TryGetProperty(name, out var value)
        || (other is not null && statement.TryGetProperty(other, out value))
            ? value
            : throw S3Errors.MalformedPolicy($"Missing required field {name}");

    /// <summary>The grammar allows one value in place of a list of one.</summary>
    internal static JsonElement[] Each(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
}
