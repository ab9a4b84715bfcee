using Onboarding.Functions.Http;
using Onboarding.Functions.Users.Fields;

namespace Onboarding.Functions.Users.OverHttp;

/// <summary>
/// Checks the fields of a user that several requests carry; each method adds the field's fault, if it has one.
/// </summary>
internal static class ProfileFields
{
    public static string Email(BodyFields fields, List<FieldFault> faults)
    {
        if (fields.Required("email") is not { } text)
        {
            return "";
        }

        if (EmailAddress.Normalise(text, out var normalised) is { } fault)
        {
            faults.Add(new("email", fault));
        }

        return normalised;
    }

    public static string Name(BodyFields fields, List<FieldFault> faults)
    {
        if (fields.Required("name") is not { } text)
        {
            return "";
        }

        if (PersonName.Normalise(text, out var normalised) is { } fault)
        {
            faults.Add(new("name", fault));
        }

        return normalised;
    }

    public static string Phone(BodyFields fields, List<FieldFault> faults)
    {
        if (fields.Required("phone") is not { } phone)
        {
            return "";
        }

        CheckPhone(phone, faults);
        return phone;
    }

    /// <summary>Null when there is none.</summary>
    public static string? OptionalPhone(BodyFields fields, List<FieldFault> faults)
    {
        if (fields.Optional("phone") is not { } phone)
        {
            return null;
        }

        CheckPhone(phone, faults);
        return phone;
    }

    /// <summary>Null when they stay as they are, or all go.</summary>
    public static IReadOnlyDictionary<string, string?>? OptionalPreferences(BodyFields fields, List<FieldFault> faults)
    {
        var change = fields.Map(Preferences.Attribute);
        foreach (var (name, value) in change ?? new Dictionary<string, string?>())
        {
            if (Preferences.Fault(name, value) is { } fault)
            {
                faults.Add(BodyFields.MemberFault(Preferences.Attribute, name, fault));
            }
        }

        return change;
    }

    private static void CheckPhone(string phone, List<FieldFault> faults)
    {
        if (PhoneNumber.Fault(phone) is { } fault)
        {
            faults.Add(new("phone", fault));
        }
    }
}
