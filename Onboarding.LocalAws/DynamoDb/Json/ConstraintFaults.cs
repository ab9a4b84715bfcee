namespace Onboarding.LocalAws.DynamoDb.Json;

/// <summary>
/// The second step of validation: what AWS's model says of each member by itself. AWS reports all faults in one
/// message ("2 validation errors detected: …; …"). Nothing is allocated while there are none.
/// </summary>
internal struct ConstraintFaults
{
    /// <summary>AWS stops counting here (recorded by dynalite's tests against AWS).</summary>
    private const int ReportedMax = 10;

    private List<string>? _faults;
    private string? _prefix;

    public readonly void ThrowIfAny()
    {
        if (_faults is { } faults)
        {
            var plural = faults.Count == 1 ? "" : "s";
            throw DynamoDbErrors.Validation(
                $"{faults.Count} validation error{plural} detected: {string.Join("; ", faults)}");
        }
    }

    /// <summary>From now on paths are those of members of an object within the request.</summary>
    /// <returns>What <see cref="Leave"/> takes at the object's end.</returns>
    public string? Enter(string prefix)
    {
        var outer = _prefix;
        _prefix += prefix;
        return outer;
    }

    public void Leave(string? outer) => _prefix = outer;

    /// <param name="value">As AWS prints it: without quotes only where it is null.</param>
    /// <param name="path">In lower camel case, for example <c>keySchema.1.member.keyType</c>.</param>
    public void Add(string? value, string path, string constraint)
    {
        _faults ??= [];
        if (_faults.Count < ReportedMax)
        {
            var shown = value is null ? "null" : $"'{value}'";
            _faults.Add($"Value {shown} at '{_prefix}{path}' failed to satisfy constraint: {constraint}");
        }
    }

    public void Required(object? value, string path)
    {
        if (value is null)
        {
            Add(null, path, "Member must not be null");
        }
    }

    public void RequiredOneOf(string? value, string path, params ReadOnlySpan<string> known)
    {
        Required(value, path);
        if (value is not null && !known.Contains(value))
        {
            Add(value, path, $"Member must satisfy enum value set: [{string.Join(", ", known)}]");
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

    /// <summary>The number of entries of a list or map that must not be empty.</summary>
    /// <param name="empty">As AWS prints it then.</param>
    public void Count(int? count, string path, int max = int.MaxValue, string empty = "[]")
    {
        if (count == 0)
        {
            Add(empty, path, "Member must have length greater than or equal to 1");
        }
        else if (count > max)
        {
            Add($"[{count} items]", path, $"Member must have length less than or equal to {max}");
        }
    }

    public void RequiredLength(string? value, string path, int min, int max)
    {
        Required(value, path);
        Length(value, path, min, max);
    }

    public void Length(string? value, string path, int min, int max)
    {
        if (value is not null)
        {
            Length(value.Length, value, path, min, max);
        }
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
