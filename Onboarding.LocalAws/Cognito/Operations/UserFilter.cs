using Onboarding.LocalAws.Cognito.Store;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// The member Filter of ListUsers: <c>email = "ada@example.com"</c> or <c>family_name ^= "Lo"</c>, one condition, over
/// standard attributes only; quotes inside are escaped by a backslash. Source:
/// https://docs.aws.amazon.com/cognito/latest/developerguide/how-to-manage-user-accounts.html.
/// </summary>
internal static class UserFilter
{
    private static readonly string[] Searchable =
    [
        "username", "email", "phone_number", "name", "given_name", "family_name", "preferred_username",
        "cognito:user_status", "status", "sub",
    ];

    /// <exception cref="Onboarding.LocalAws.Wire.AwsException">The filter is none that Cognito understands.</exception>
    public static Func<User, bool> Parse(string? filter)
    {
        if (string.IsNullOrWhiteSpace(filter))
        {
            return _ => true;
        }

        var equals = filter.IndexOf('=', StringComparison.Ordinal);
        if (equals < 1)
        {
            throw Invalid();
        }

        var isPrefix = filter[equals - 1] == '^';
        var name = filter[..(isPrefix ? equals - 1 : equals)].Trim().Trim('"');
        var value = Unquote(filter[(equals + 1)..].Trim());
        if (!Searchable.Contains(name))
        {
            throw Invalid();
        }
        // The console's case: "status" is whether the user is enabled.
        if (name == "status" && value is not ("Enabled" or "Disabled"))
        {
            throw Invalid();
        }

        return user => Read(user, name) is { } actual
            && (isPrefix
                ? actual.StartsWith(value, StringComparison.OrdinalIgnoreCase)
                : actual.Equals(value, StringComparison.OrdinalIgnoreCase));
    }

    private static string? Read(User user, string name) => name switch
    {
        "username" => user.Username,
        "cognito:user_status" => UserStatusNames.Of(user.Status),
        "status" => user.IsEnabled ? "Enabled" : "Disabled",
        _ => user.Attributes.GetValueOrDefault(name),
    };

    private static string Unquote(string text) =>
        text.Length >= 2 && text[0] == '"' && text[^1] == '"'
            ? text[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal)
            : throw Invalid();

    private static Wire.AwsException Invalid() =>
        CognitoErrors.InvalidParameter("One or more requested attributes do not exist or the filter is malformed.");
}
