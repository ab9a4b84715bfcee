using System.Globalization;
using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// The member Schema → <see cref="AttributeSchema"/>. A name that is no standard attribute's becomes a custom one, with
/// or without its prefix: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SchemaAttributeType.html.
/// </summary>
internal static class SchemaSettings
{
    private const string Operation = "CreateUserPool";
    private const string CustomPrefix = "custom:";

    /// <param name="needsEmail">Where the address is the user name, it is required.</param>
    public static AttributeSchema Read(IReadOnlyList<RequestMembers> schema, bool needsEmail)
    {
        List<AttributeDefinition> own = [.. schema.Select(Read)];
        if (own.GroupBy(a => a.Name).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw CognitoErrors.InvalidParameter($"{twice.Key}: Existing attribute already has name {twice.Key}.");
        }

        if (needsEmail)
        {
            var email = own.Find(a => a.Name == "email") ?? AttributeSchema.FindStandard("email")!;
            own.RemoveAll(a => a.Name == "email");
            own.Add(email with { IsRequired = true });
        }

        return new AttributeSchema(own);
    }

    private static AttributeDefinition Read(RequestMembers input)
    {
        if (input.Flag("DeveloperOnlyAttribute") == true)
        {
            throw CognitoErrors.UnsupportedFeature(Operation, "DeveloperOnlyAttribute");
        }

        var given = input.RequiredText("Name");
        var standard = AttributeSchema.FindStandard(given);
        return standard is null ? Custom(given, input) : standard with
        {
            IsMutable = input.Flag("Mutable") ?? true,
            IsRequired = input.Flag("Required") ?? false,
            Min = Limit(input, "MinLength", "MinValue") ?? standard.Min,
            Max = Limit(input, "MaxLength", "MaxValue") ?? standard.Max,
        };
    }

    private static AttributeDefinition Custom(string given, RequestMembers input)
    {
        var name = given.StartsWith(CustomPrefix, StringComparison.Ordinal) ? given : CustomPrefix + given;
        if (given.Length is 0 or > 20 + 7)
        {
            throw CognitoErrors.Constraint("schema.name", "Member must have length less than or equal to 20");
        }

        if (input.Flag("Required") == true)
        {
            throw CognitoErrors.InvalidParameter("Required custom attributes are not supported currently.");
        }

        var type = input.Text("AttributeDataType") switch
        {
            null or "String" => AttributeDataType.String,
            "Number" => AttributeDataType.Number,
            "DateTime" => AttributeDataType.DateTime,
            "Boolean" => AttributeDataType.Boolean,
            var other => throw CognitoErrors.Constraint(
                "schema.attributeDataType",
                $"Member must satisfy enum value set: [Number, String, Boolean, DateTime], not {other}"),
        };
        return new AttributeDefinition(
            name,
            type,
            input.Flag("Mutable") ?? false,
            IsRequired: false,
            Limit(input, "MinLength", "MinValue"),
            Limit(input, "MaxLength", "MaxValue") ?? (type == AttributeDataType.String ? 2048 : null));
    }

    /// <summary>The limits are texts on the wire.</summary>
    private static long? Limit(RequestMembers input, string length, string value)
    {
        var text = input.Object("StringAttributeConstraints")?.Text(length)
            ?? input.Object("NumberAttributeConstraints")?.Text(value);
        if (text is null)
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var limit)
            ? limit
            : throw CognitoErrors.InvalidParameter($"{length} must be a number, not {text}.");
    }
}
