using Onboarding.Functions.Events;
using Onboarding.Functions.Http;
using Onboarding.Functions.Users.Fields;
using Onboarding.Functions.Users.OverHttp;

namespace Onboarding.Functions.CreateUser;

/// <summary>
/// Validates <c>{"username":"…","password":"…","email":"…","name":"…","phone":"…"}</c>, reporting every field's fault
/// and every weakness of the password at once.
/// </summary>
internal static class CreateUserBody
{
    private static readonly string[] Known = ["username", "password", "email", "name", "phone"];

    /// <summary>Null when <paramref name="faults"/> has entries.</summary>
    public static CreateUserRequest? Parse(HttpApiRequest request, List<FieldFault> faults)
    {
        if (BodyFields.Read(request, Known, faults) is not { } fields)
        {
            return null;
        }

        var username = CheckUsername(fields, faults);
        var email = ProfileFields.Email(fields, faults);
        var name = ProfileFields.Name(fields, faults);
        var phone = ProfileFields.Phone(fields, faults);
        var password = CheckPassword(fields, username, faults);
        return faults.Count == 0 ? new CreateUserRequest(username, password, email, name, phone) : null;
    }

    private static string CheckUsername(BodyFields fields, List<FieldFault> faults)
    {
        if (fields.Required("username") is not { } text)
        {
            return "";
        }

        if (Username.Normalise(text, out var normalised) is { } fault)
        {
            faults.Add(new("username", fault));
        }

        return normalised;
    }

    // The password is measured against what the client sent as its e-mail, even if that is no valid address.
    private static string CheckPassword(BodyFields fields, string username, List<FieldFault> faults)
    {
        if (fields.Required("password") is not { } password)
        {
            return "";
        }

        var local = (fields.Optional("email") ?? "").Split('@')[0];
        foreach (var weakness in PasswordPolicy.WeaknessesOf(password, username, local))
        {
            faults.Add(new FieldFault("password", weakness));
        }

        return password;
    }
}
