using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>User names as callers give them when a user is made.</summary>
internal static class UserNames
{
    private const int LengthMax = 128;

    public static void Check(PoolDefinition pool, string username)
    {
        if (username.Length is 0 or > LengthMax)
        {
            throw CognitoErrors.Constraint(
                "username", $"Member must have length less than or equal to {LengthMax} and greater than 0");
        }

        if (username.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            throw CognitoErrors.Constraint(
                "username", @"Member must satisfy regular expression pattern: [\p{L}\p{M}\p{S}\p{N}\p{P}]+");
        }

        if (pool.UsesEmailAsUsername && !UserAttributes.IsEmail(username))
        {
            throw CognitoErrors.InvalidParameter("Username should be an email.");
        }

        if (pool.HasEmailAlias && UserAttributes.IsEmail(username))
        {
            throw CognitoErrors.InvalidParameter(
                "Username cannot be of email format, since user pool is configured for email alias.");
        }
    }

    /// <summary>
    /// ForceAliasCreation takes an alias away from the user who has it, which only pools with aliases know. Older
    /// clients send it to any pool (amazon-cognito-identity-js, confirmRegistration).
    /// </summary>
    public static void RefuseAliasMove(PoolDefinition pool, RequestMembers input, string operation)
    {
        if (input.Flag("ForceAliasCreation") == true && pool.HasEmailAlias)
        {
            throw CognitoErrors.UnsupportedFeature(operation, "ForceAliasCreation true");
        }
    }

    /// <summary>
    /// Where the name is an address, it is also the attribute; another address beside it is refused (inferred).
    /// </summary>
    public static IReadOnlyDictionary<string, string> WithEmail(
        PoolDefinition pool, string username, IReadOnlyDictionary<string, string> attributes)
    {
        if (!pool.UsesEmailAsUsername)
        {
            return attributes;
        }

        if (attributes.TryGetValue("email", out var email) && !pool.NameComparer.Equals(email, username))
        {
            throw CognitoErrors.InvalidParameter("The username and the email attribute must be the same.");
        }

        return new Dictionary<string, string>(attributes, StringComparer.Ordinal) { ["email"] = username };
    }
}
