using System.Text.Json;
using System.Text.RegularExpressions;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>
/// The principals of a bucket policy: <c>"*"</c>, or
/// <c>{"AWS": …, "Service": …, "Federated": …, "CanonicalUser": …}</c>.
/// AWS also checks that a role or user exists; here only its form is.
/// </summary>
internal static partial class PolicyPrincipal
{
    /// <returns>True where it is every principal.</returns>
    public static bool Validate(JsonElement principal)
    {
        if (principal.ValueKind == JsonValueKind.String)
        {
            return principal.ValueEquals("*") ? true : throw Invalid();
        }

        if (principal.ValueKind != JsonValueKind.Object || !principal.EnumerateObject().Any())
        {
            throw Invalid();
        }

        var everybody = false;
        foreach (var kind in principal.EnumerateObject())
        {
            foreach (var value in BucketPolicyDocument.Each(kind.Value))
            {
                if (value.ValueKind != JsonValueKind.String || !IsValid(kind.Name, value.GetString()!))
                {
                    throw Invalid();
                }

                everybody |= kind.Name == "AWS" && value.ValueEquals("*");
            }
        }

        return everybody;
    }

    private static bool IsValid(string kind, string value) => kind switch
    {
        "AWS" => value == "*" || AwsPrincipal().IsMatch(value),
        "Service" => value.EndsWith(".amazonaws.com", StringComparison.Ordinal),
        "CanonicalUser" or "Federated" => value.Length > 0,
        _ => false,
    };

    private static Wire.AwsException Invalid() => S3Errors.MalformedPolicy("Invalid principal in policy");

    [GeneratedRegex(
        @"^(\d{12}|arn:aws:iam::\d{12}:(root|(user|role)/[\w+=,.@/-]+)"
        + @"|arn:aws:sts::\d{12}:(assumed-role|federated-user)/[\w+=,.@/-]+|A(ID|RO)A[A-Z0-9]{16,})$")]
    private static partial Regex AwsPrincipal();
}
