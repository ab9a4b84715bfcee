using System.Globalization;
using System.Text.Json;

namespace Onboarding.LocalAws.Provisioning.Resources;

/// <summary>
/// One attribute of a user pool's schema. The template leaves out what has a default, DescribeUserPool says it: both
/// are read into the form with every default, so that they can be compared
/// (https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SchemaAttributeType.html).
/// </summary>
/// <param name="Type"><c>String</c>, <c>Number</c>, <c>DateTime</c> or <c>Boolean</c>.</param>
internal sealed record PoolAttribute(string Name, string Type)
{
    private const string CustomPrefix = "custom:";
    private const long LengthMax = 2048;

    public bool IsMutable { get; init; }

    public bool IsRequired { get; init; }

    public bool IsDeveloperOnly { get; init; }

    /// <summary>The least length of a text or the least number; null for no limit.</summary>
    public long? Min { get; init; }

    public long? Max { get; init; }

    private bool IsCustom => Name.StartsWith(CustomPrefix, StringComparison.Ordinal);

    /// <param name="pool">The <c>UserPool</c> of a DescribeUserPool response.</param>
    public static Dictionary<string, PoolAttribute> ReadKept(JsonElement pool) =>
        Attributes(pool, "SchemaAttributes").Select(ReadKeptOne)
            .ToDictionary(attribute => attribute.Name, StringComparer.Ordinal);

    /// <param name="wanted">A CreateUserPool request.</param>
    /// <param name="pool">Tells which attributes are standard ones: those that it has without a prefix.</param>
    /// <exception cref="ProvisioningException">A name is there twice, or a limit is no number.</exception>
    public static Dictionary<string, PoolAttribute> ReadWanted(JsonElement wanted, JsonElement pool)
    {
        var needsEmail = wanted.TryGetProperty("UsernameAttributes", out var names)
            && names.EnumerateArray().Any(name => name.ValueEquals("email"));
        var schema = ReadKept(pool).Values.Where(attribute => !attribute.IsCustom).Select(WithDefaults)
            .ToDictionary(attribute => attribute.Name, StringComparer.Ordinal);
        var given = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in Attributes(wanted, "Schema"))
        {
            var attribute = ReadWantedOne(element, schema);
            if (!given.Add(attribute.Name))
            {
                throw new ProvisioningException($"its Schema names the attribute {attribute.Name} twice");
            }

            schema[attribute.Name] = attribute;
        }

        if (needsEmail && schema.TryGetValue("email", out var email))
        {
            schema["email"] = email with { IsRequired = true };
        }

        return schema;
    }

    /// <summary><c>immutable required String, 1 to 50</c>.</summary>
    public string Describe()
    {
        var limits = (Min, Max) switch
        {
            (null, null) => "",
            ({ } min, null) => $", from {min}",
            (null, { } max) => $", up to {max}",
            ({ } min, { } max) => $", {min} to {max}",
        };
        return $"{(IsMutable ? "mutable" : "immutable")}{(IsRequired ? " required" : "")}"
            + $"{(IsDeveloperOnly ? " developer-only" : "")} {Type}{limits}";
    }

    private static PoolAttribute ReadKeptOne(JsonElement element) => WithLimits(
        new PoolAttribute(
            element.GetProperty(nameof(Name)).GetString()!, element.GetProperty("AttributeDataType").GetString()!)
        {
            IsMutable = Flag(element, "Mutable", ifAbsent: false),
            IsRequired = Flag(element, "Required", ifAbsent: false),
            IsDeveloperOnly = Flag(element, "DeveloperOnlyAttribute", ifAbsent: false),
        },
        element);

    /// <summary>A name that is no standard attribute's is a custom one, with or without its prefix.</summary>
    private static PoolAttribute ReadWantedOne(JsonElement element, Dictionary<string, PoolAttribute> standard)
    {
        var given = element.GetProperty(nameof(Name)).GetString()!;
        if (!standard.TryGetValue(given, out var attribute) || attribute.IsCustom)
        {
            attribute = new PoolAttribute(
                given.StartsWith(CustomPrefix, StringComparison.Ordinal) ? given : CustomPrefix + given,
                element.TryGetProperty("AttributeDataType", out var type) ? type.GetString()! : "String");
        }

        return WithLimits(
            attribute with
            {
                IsMutable = Flag(element, "Mutable", ifAbsent: !attribute.IsCustom),
                IsRequired = Flag(element, "Required", ifAbsent: false),
                IsDeveloperOnly = Flag(element, "DeveloperOnlyAttribute", ifAbsent: false),
            },
            element);
    }

    /// <summary>
    /// A standard attribute of which the template says nothing; Cognito alone sets the <c>sub</c>
    /// (https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html).
    /// </summary>
    private static PoolAttribute WithDefaults(PoolAttribute kept)
    {
        var (min, max) = (kept.Name, kept.Type) switch
        {
            ("birthdate", _) => (10, 10),
            (_, "String") => (0, LengthMax),
            (_, "Number") => (0, null),
            _ => ((long?)null, (long?)null),
        };
        return kept.Name == "sub"
            ? kept
            : new PoolAttribute(kept.Name, kept.Type) { IsMutable = true, Min = min, Max = max };
    }

    private static PoolAttribute WithLimits(PoolAttribute attribute, JsonElement element)
    {
        var texts = Limits(attribute, element, "StringAttributeConstraints", "Length");
        var numbers = Limits(attribute, element, "NumberAttributeConstraints", "Value");
        return attribute with
        {
            Min = texts.Min ?? numbers.Min ?? attribute.Min,
            Max = texts.Max ?? numbers.Max ?? attribute.Max
                ?? (attribute is { IsCustom: true, Type: "String" } ? LengthMax : null),
        };
    }

    private static (long? Min, long? Max) Limits(
        PoolAttribute attribute, JsonElement element, string member, string unit) =>
        element.TryGetProperty(member, out var constraints)
            ? (Limit(attribute, constraints, "Min" + unit), Limit(attribute, constraints, "Max" + unit))
            : (null, null);

    /// <summary>The limits are texts on the wire.</summary>
    private static long? Limit(PoolAttribute attribute, JsonElement constraints, string member)
    {
        if (!constraints.TryGetProperty(member, out var text))
        {
            return null;
        }

        return long.TryParse(
            text.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var limit)
            ? limit
            : throw new ProvisioningException(
                $"the {member} of its attribute {attribute.Name} must be a whole number, not '{text.GetString()}'");
    }

    private static JsonElement.ArrayEnumerator Attributes(JsonElement pool, string member) =>
        pool.TryGetProperty(member, out var attributes) ? attributes.EnumerateArray() : default;

    private static bool Flag(JsonElement element, string member, bool ifAbsent) =>
        element.TryGetProperty(member, out var flag) ? flag.ValueKind == JsonValueKind.True : ifAbsent;
}
