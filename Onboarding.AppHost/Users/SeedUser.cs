using System.Text.Json;
using Amazon.CognitoIdentityProvider.Model;
using Onboarding.Functions.Users.Fields;

namespace Onboarding.AppHost.Users;

/// <summary>One user of a seed file.</summary>
/// <param name="Place">Where the file has the user: <c>line 3</c>, or <c>user 3</c> of an array.</param>
internal sealed record SeedUser(string Place, string Email, string Password, IReadOnlyList<AttributeType> Attributes)
{
    // What the pool's schema says of the custom attributes.
    private const int PartLengthMax = 50;
    private const int PasswordLengthMin = 12;
    private const int PasswordLengthMax = 256;

    private static readonly string[] Members = ["email", "name", "password", "firstName", "lastName"];

    /// <summary>Null where <paramref name="faults"/> has gained something.</summary>
    public static SeedUser? Read(JsonElement user, string place, List<string> faults)
    {
        if (user.ValueKind != JsonValueKind.Object)
        {
            faults.Add($"{place}: is not a JSON object");
            return null;
        }

        var before = faults.Count;
        // A misspelt firstName would otherwise be lost in silence.
        faults.AddRange(user.EnumerateObject().Where(member => !Members.Contains(member.Name, StringComparer.Ordinal))
            .Select(member => $"{place}: '{member.Name}' is not one of {string.Join(", ", Members)}"));
        var email = "";
        if (Text("email", isRequired: true) is { } address && EmailAddress.Normalise(address, out email) is { } fault)
        {
            faults.Add($"{place}: email {fault}");
        }

        var name = Name("name", isRequired: true);
        var firstName = Part("firstName");
        var lastName = Part("lastName");
        var password = Text("password", isRequired: true);
        faults.AddRange(PasswordFaults(password).Select(rule => $"{place}: password must {rule}"));
        return faults.Count > before
            ? null
            : new SeedUser(place, email, password!, AttributesOf(email, name!, firstName, lastName));

        string? Name(string member, bool isRequired = false)
        {
            if (Text(member, isRequired) is not { } text)
            {
                return null;
            }

            if (PersonName.Normalise(text, out var normalised) is { } rule)
            {
                faults.Add($"{place}: {member} {rule}");
            }

            return normalised;
        }

        string? Part(string member)
        {
            var part = Name(member);
            if (part?.Length > PartLengthMax)
            {
                faults.Add($"{place}: {member} must not be longer than {PartLengthMax} characters");
            }

            return part;
        }

        string? Text(string member, bool isRequired = false)
        {
            var isThere = user.TryGetProperty(member, out var value) && value.ValueKind != JsonValueKind.Null;
            if (isThere ? value.ValueKind != JsonValueKind.String : isRequired)
            {
                faults.Add($"{place}: {member} {(isThere ? "must be a string" : "is missing")}");
            }

            return isThere && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
    }

    /// <summary>The policy of the template's pool; a pool of another policy has its own say when it is asked.</summary>
    private static IEnumerable<string> PasswordFaults(string? password)
    {
        if (password is null)
        {
            yield break;
        }

        if (password.Length is < PasswordLengthMin or > PasswordLengthMax)
        {
            yield return $"have {PasswordLengthMin} to {PasswordLengthMax} characters";
        }

        if (!password.Any(char.IsAsciiLetterLower))
        {
            yield return "have a lowercase letter";
        }

        if (!password.Any(char.IsAsciiLetterUpper))
        {
            yield return "have an uppercase letter";
        }

        if (!password.Any(char.IsAsciiDigit))
        {
            yield return "have a digit";
        }

        if (!password.Trim().Any(c => c == ' ' || char.IsAscii(c) && (char.IsPunctuation(c) || char.IsSymbol(c))))
        {
            yield return "have a symbol";
        }

        if (password != password.Trim())
        {
            yield return "not begin or end with a space";
        }
    }

    private static List<AttributeType> AttributesOf(string email, string name, string? firstName, string? lastName)
    {
        List<AttributeType> attributes =
        [
            new() { Name = "email", Value = email },
            new() { Name = "email_verified", Value = "true" },
            new() { Name = "name", Value = name },
        ];
        if (firstName is not null)
        {
            attributes.Add(new() { Name = "custom:firstName", Value = firstName });
        }

        if (lastName is not null)
        {
            attributes.Add(new() { Name = "custom:lastName", Value = lastName });
        }

        return attributes;
    }
}
