using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>The rules of a pool's schema for attributes that an app or an administrator writes.</summary>
internal static class UserAttributes
{
    /// <summary>An app may write what its client may, and never what says that an address was verified.</summary>
    public static void CheckWritable(ClientDefinition client, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (!client.CanWrite(name) || name is "sub" or "email_verified" or "phone_number_verified")
            {
                throw CognitoErrors.NotAuthorized("A client attempted to write unauthorized attribute");
            }
        }
    }

    /// <summary>Values against types and limits, which bind apps and administrators alike.</summary>
    public static void CheckValues(PoolDefinition pool, IReadOnlyDictionary<string, string> attributes)
    {
        var faults = new StringBuilder();
        foreach (var (name, value) in attributes)
        {
            var definition = pool.Schema.Find(name)
                ?? throw Nonconforming($"Type for attribute {{{name}}} could not be determined");
            if (name == "email" && !IsEmail(value))
            {
                throw CognitoErrors.InvalidParameter("Invalid email address format.");
            }

            if (name == "phone_number" && !IsPhone(value))
            {
                throw CognitoErrors.InvalidParameter("Invalid phone number format.");
            }

            if (FaultOf(definition, value) is { } fault)
            {
                faults.Append(CultureInfo.InvariantCulture, $"{name}: {fault}\n");
            }
        }

        if (faults.Length > 0)
        {
            throw Nonconforming(faults.ToString());
        }
    }

    /// <summary>Every required attribute must be there when a user is made.</summary>
    public static void CheckRequired(PoolDefinition pool, IReadOnlyDictionary<string, string> attributes)
    {
        var faults = new StringBuilder();
        foreach (var name in pool.Schema.Required)
        {
            if (!attributes.ContainsKey(name))
            {
                faults.Append(CultureInfo.InvariantCulture, $"{name}: The attribute is required\n");
            }
        }

        if (faults.Length > 0)
        {
            throw Nonconforming(faults.ToString());
        }
    }

    /// <summary>An immutable attribute keeps the value that the user was made with.</summary>
    public static void CheckMutable(PoolDefinition pool, IEnumerable<string> names)
    {
        var faults = new StringBuilder();
        foreach (var name in names)
        {
            if (pool.Schema.Find(name) is { IsMutable: false })
            {
                faults.Append(CultureInfo.InvariantCulture, $"user.{name}: Attribute cannot be updated.\n");
            }
        }

        if (faults.Length > 0)
        {
            throw CognitoErrors.InvalidParameter(faults.ToString());
        }
    }

    /// <summary>Changes attributes of a user who exists.</summary>
    /// <param name="verifiesEmail">Whether a new address counts as verified at once.</param>
    public static User Update(
        UserPool pool,
        User user,
        IReadOnlyDictionary<string, string> changes,
        DateTimeOffset now,
        bool verifiesEmail)
    {
        CheckValues(pool.Definition, changes.Where(c => c.Value.Length > 0).ToDictionary());
        CheckMutable(pool.Definition, changes.Keys);
        CheckRemovable(pool.Definition, changes.Where(c => c.Value.Length == 0).Select(c => c.Key));
        return Users.Update(pool, user.Sub, old =>
        {
            var next = old with { Attributes = Merge(old.Attributes, changes), ModifiedAt = now };
            // A code for the old address must not verify the new one.
            return next.Email == old.Email
                ? next
                : next.With("email_verified", verifiesEmail ? "true" : "false") with { EmailCode = null };
        });
    }

    public static void Remove(UserPool pool, User user, IReadOnlyList<string> names, DateTimeOffset now)
    {
        foreach (var name in names)
        {
            if (pool.Definition.Schema.Find(name) is null)
            {
                throw Nonconforming($"Type for attribute {{{name}}} could not be determined");
            }
        }

        CheckMutable(pool.Definition, names);
        CheckRemovable(pool.Definition, names);
        Users.Update(
            pool, user.Sub, old => old with { Attributes = old.Attributes.RemoveRange(names), ModifiedAt = now });
    }

    private static void CheckRemovable(PoolDefinition pool, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (pool.Schema.Find(name) is { IsRequired: true })
            {
                throw CognitoErrors.InvalidParameter($"user.{name}: Attribute cannot be removed.\n");
            }
        }
    }

    /// <summary>An empty value takes the attribute away, as UpdateUserAttributes documents.</summary>
    public static ImmutableSortedDictionary<string, string> Merge(
        ImmutableSortedDictionary<string, string> old, IReadOnlyDictionary<string, string> changes)
    {
        var next = old.ToBuilder();
        foreach (var (name, value) in changes)
        {
            if (value.Length == 0)
            {
                next.Remove(name);
            }
            else
            {
                next[name] = value;
            }
        }

        return next.ToImmutable();
    }

    public static bool IsEmail(string text)
    {
        var at = text.LastIndexOf('@');
        return at is > 0 and <= 64 && text.Length <= 320 && at < text.Length - 1 && text.IndexOf('@') == at
            && !text.Any(char.IsWhiteSpace) && !text.Any(char.IsControl)
            && text.IndexOf('.', at) is var dot && dot > at + 1 && text[^1] != '.';
    }

    /// <summary>E.164: a plus and digits.</summary>
    private static bool IsPhone(string text) =>
        text.Length is >= 3 and <= 16 && text[0] == '+' && text.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;

    private static string? FaultOf(AttributeDefinition definition, string value) => definition.Type switch
    {
        AttributeDataType.Boolean =>
            value is "true" or "false" ? null : "Attribute does not conform to the schema: not a boolean",
        AttributeDataType.Number or AttributeDataType.DateTime => NumberFault(definition, value),
        AttributeDataType.String when definition.Min is { } min && value.Length < min =>
            $"String must be at least {min} characters",
        AttributeDataType.String when definition.Max is { } max && value.Length > max =>
            $"String must be no longer than {max} characters",
        AttributeDataType.String => null,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>The texts of values out of range are inferred; AWS documents only the code.</summary>
    private static string? NumberFault(AttributeDefinition definition, string value)
    {
        if (!long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return "Attribute does not conform to the schema: not a number";
        }

        if (definition.Min is { } min && number < min)
        {
            return $"Number must be at least {min}";
        }

        return definition.Max is { } max && number > max ? $"Number must be no greater than {max}" : null;
    }

    private static AwsException Nonconforming(string what) =>
        CognitoErrors.InvalidParameter($"Attributes did not conform to the schema: {what}");
}
