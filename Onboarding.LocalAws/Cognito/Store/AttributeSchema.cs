using System.Collections.Frozen;

namespace Onboarding.LocalAws.Cognito.Store;

/// <summary>The numbers are in journals, so a new member comes last.</summary>
internal enum AttributeDataType
{
    String,
    Number,
    DateTime,
    Boolean,
}

/// <summary>One attribute of a pool's schema, <c>email</c> or <c>custom:tenant</c>.</summary>
/// <param name="Min">The least length of a text or the least number; null for no limit.</param>
internal sealed record AttributeDefinition(
    string Name, AttributeDataType Type, bool IsMutable, bool IsRequired, long? Min, long? Max)
{
    public bool IsCustom => Name.StartsWith("custom:", StringComparison.Ordinal);
}

/// <summary>The attributes that the users of a pool can have: OpenID's standard ones and the pool's own.</summary>
internal sealed class AttributeSchema
{
    /// <summary>https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html</summary>
    private static readonly AttributeDefinition[] Standard =
    [
        new("sub", AttributeDataType.String, IsMutable: false, IsRequired: true, 1, 2048),
        .. new[]
        {
            "name", "given_name", "family_name", "middle_name", "nickname", "preferred_username", "profile", "picture",
            "website", "email", "gender", "birthdate", "zoneinfo", "locale", "phone_number", "address",
        }.Select(Text),
        new("email_verified", AttributeDataType.Boolean, IsMutable: true, IsRequired: false, null, null),
        new("phone_number_verified", AttributeDataType.Boolean, IsMutable: true, IsRequired: false, null, null),
        new("updated_at", AttributeDataType.Number, IsMutable: true, IsRequired: false, 0, null),
    ];

    private readonly FrozenDictionary<string, AttributeDefinition> _byName;

    /// <param name="own">Custom attributes, and standard ones that the pool redefines.</param>
    public AttributeSchema(IReadOnlyCollection<AttributeDefinition> own)
    {
        var names = own.Select(a => a.Name).ToHashSet(StringComparer.Ordinal);
        All = [.. Standard.Where(a => !names.Contains(a.Name)), .. own];
        _byName = All.ToFrozenDictionary(a => a.Name, StringComparer.Ordinal);
    }

    public IReadOnlyList<AttributeDefinition> All { get; }

    /// <summary>The names of what every user must have; the sub is not the caller's to give.</summary>
    public IEnumerable<string> Required => All.Where(a => a.IsRequired && a.Name != "sub").Select(a => a.Name);

    public static AttributeDefinition? FindStandard(string name) => Array.Find(Standard, a => a.Name == name);

    public AttributeDefinition? Find(string name) => _byName.GetValueOrDefault(name);

    private static AttributeDefinition Text(string name) => name == "birthdate"
        ? new(name, AttributeDataType.String, IsMutable: true, IsRequired: false, 10, 10)
        : new(name, AttributeDataType.String, IsMutable: true, IsRequired: false, 0, 2048);
}
