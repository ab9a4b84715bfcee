using System.Text.RegularExpressions;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.CognitoIdentity.Operations;

/// <summary>What the API's model says of single members; the patterns are AWS's, whose <c>\w</c> is ASCII.</summary>
internal static partial class Constraints
{
    private const int IdLengthMax = 55;
    private const int TokenLengthMax = 50_000;

    public static string IdentityPoolId(RequestMembers input) =>
        Check(input.RequiredText("IdentityPoolId"), "identityPoolId", IdLengthMax, Id(), @"[\w-]+:[0-9a-f-]+");

    public static string IdentityId(RequestMembers input) =>
        Check(input.RequiredText("IdentityId"), "identityId", IdLengthMax, Id(), @"[\w-]+:[0-9a-f-]+");

    public static string IdentityPoolName(RequestMembers input) =>
        Check(input.RequiredText("IdentityPoolName"), "identityPoolName", 128, Name(), @"[\w\s+=,.@-]+");

    /// <summary>The values are secrets, which no response may repeat.</summary>
    public static IReadOnlyDictionary<string, string> Logins(RequestMembers input)
    {
        var logins = input.Map("Logins");
        foreach (var token in logins.Values)
        {
            if (token.Length is 0 or > TokenLengthMax)
            {
                throw CognitoIdentityErrors.Constraint(
                    "{…}",
                    "logins",
                    $"Map value must satisfy constraint: [Member must have length less than or equal to "
                    + $"{TokenLengthMax}, Member must have length greater than or equal to 1]");
            }
        }

        return logins;
    }

    private static string Check(string value, string member, int lengthMax, Regex regex, string pattern)
    {
        if (value.Length > lengthMax)
        {
            throw CognitoIdentityErrors.Constraint(
                value, member, $"Member must have length less than or equal to {lengthMax}");
        }

        if (value.Length == 0)
        {
            throw CognitoIdentityErrors.Constraint(
                value, member, "Member must have length greater than or equal to 1");
        }

        return regex.IsMatch(value)
            ? value
            : throw CognitoIdentityErrors.Constraint(
                value, member, $"Member must satisfy regular expression pattern: {pattern}");
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_-]+:[0-9a-f-]+\z")]
    private static partial Regex Id();

    [GeneratedRegex(@"\A[A-Za-z0-9_ \t\n\v\f\r+=,.@-]+\z")]
    private static partial Regex Name();
}
