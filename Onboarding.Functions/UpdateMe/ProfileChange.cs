using Onboarding.Functions.Events;
using Onboarding.Functions.Http;
using Onboarding.Functions.Users;
using Onboarding.Functions.Users.OverHttp;

namespace Onboarding.Functions.UpdateMe;

/// <summary>
/// The body of <c>PATCH /me</c>: <c>{"name"?:"…","phone"?:"…"|null,"preferences"?:{"theme":"…","a":null}|null}</c>.
/// What is absent stays, what is null goes (RFC 7396).
/// </summary>
internal sealed record ProfileChange
{
    private const string NameField = "name";
    private const string PhoneField = "phone";

    private static readonly string[] Known = [NameField, PhoneField, Preferences.Attribute];

    /// <summary>Null where it stays.</summary>
    public string? Name { get; init; }

    public bool ChangesPhone { get; init; }

    /// <summary>Null where it goes.</summary>
    public string? Phone { get; init; }

    public bool ChangesPreferences { get; init; }

    /// <summary>Null where all go.</summary>
    public IReadOnlyDictionary<string, string?>? PreferenceChange { get; init; }

    /// <summary>Null, and at least one fault, for a body that is not valid.</summary>
    public static ProfileChange? Read(HttpApiRequest request, List<FieldFault> faults)
    {
        if (BodyFields.Read(request, Known, faults, maps: [Preferences.Attribute]) is not { } fields)
        {
            return null;
        }

        var change = new ProfileChange
        {
            Name = fields.Has(NameField) ? ProfileFields.Name(fields, faults) : null,
            ChangesPhone = fields.Has(PhoneField),
            Phone = ProfileFields.OptionalPhone(fields, faults),
            ChangesPreferences = fields.Has(Preferences.Attribute),
            PreferenceChange = ProfileFields.OptionalPreferences(fields, faults),
        };
        if (!Known.Any(fields.Has) && faults.Count == 0)
        {
            faults.Add(new FieldFault("body", "must hold a name, a phone or preferences"));
        }

        return faults.Count == 0 ? change : null;
    }
}
