namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>
/// The second step of validation: what AWS's model says of each member by itself. AWS reports all faults in one
/// message ("2 validation errors detected: …; …"). Nothing is allocated while there are none.
/// </summary>
internal struct ConstraintFaults
{
    /// <summary>AWS stops counting here (recorded by dynalite's tests against AWS).</summary>
    private const int ReportedMax = 10;

    private List<string>? _faults;

    public readonly void ThrowIfAny()
    {
        if (_faults is { } faults)
        {
            var plural = faults.Count == 1 ? "" : "s";
            throw DynamoDbErrors.Validation(
                $"{faults.Count} validation error{plural} detected: {string.Join("; ", faults)}");
        }
    }

    /// <param name="value">As AWS prints it: without quotes only where it is null.</param>
    /// <param name="path">In lower camel case, for example <c>keySchema.1.member.keyType</c>.</param>
    public void Add(string? value, string path, string constraint)
    {
        _faults ??= [];
        if (_faults.Count < ReportedMax)
        {
            var shown = value is null ? "null" : $"'{value}'";
            _faults.Add($"Value {shown} at '{path}' failed to satisfy constraint: {constraint}");
        }
    }

    public void Required(object? value, string path)
    {
        if (value is null)
        {
            Add(null, path, "Member must not be null");
        }
    }

    /// <summary>A table's or an index's name.</summary>
    public void Name(string? value, string path, bool isRequired = true)
    {
        if (value is null)
        {
            if (isRequired)
            {
                Required(value, path);
            }

            return;
        }

        if (!IsName(value))
        {
            Add(value, path, "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
        }

        Length(value.Length, value, path, 3, 255);
    }

    public void Length(int length, string value, string path, int min, int max)
    {
        if (length < min)
        {
            Add(value, path, $"Member must have length greater than or equal to {min}");
        }
        else if (length > max)
        {
            Add(value, path, $"Member must have length less than or equal to {max}");
        }
    }

    public void Range(long? value, string path, long min, long max)
    {
        if (value < min)
        {
            Add($"{value}", path, $"Member must have value greater than or equal to {min}");
        }
        else if (value > max)
        {
            Add($"{value}", path, $"Member must have value less than or equal to {max}");
        }
    }

    /// <param name="names">As AWS lists them: the order is that of its hash set.</param>
    /// <returns>The value of the enumeration, or null where the member is absent or wrong.</returns>
    public TEnum? Enum<TEnum>(string? value, string path, string names)
        where TEnum : struct, Enum
    {
        if (value is null)
        {
            return null;
        }

        // Enum.TryParse also takes digits and lists, which AWS does not.
        if (value.Length > 0 && char.IsAsciiLetterUpper(value[0]) && !value.Contains(',', StringComparison.Ordinal)
            && System.Enum.TryParse(value, ignoreCase: false, out TEnum parsed))
        {
            return parsed;
        }

        Add(value, path, $"Member must satisfy enum value set: [{names}]");
        return null;
    }

    public static bool IsName(string value)
    {
        foreach (var c in value)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '.' or '-'))
            {
                return false;
            }
        }

        return value.Length > 0;
    }
}
