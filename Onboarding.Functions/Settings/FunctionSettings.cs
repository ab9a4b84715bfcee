namespace Onboarding.Functions.Settings;

/// <summary>
/// Reads a function's settings from the environment it was given and collects every fault, so that a broken
/// deployment is mended in one go instead of one variable at a time.
/// </summary>
internal sealed class FunctionSettings(IReadOnlyDictionary<string, string> environment)
{
    private readonly List<string> _faults = [];

    public IReadOnlyDictionary<string, string> Environment => environment;

    public IReadOnlyList<string> Faults => _faults;

    /// <summary>The value, or an empty string and a fault.</summary>
    public string Required(string name)
    {
        if (environment.GetValueOrDefault(name) is { Length: > 0 } value)
        {
            return value;
        }

        AddFault($"{name} is not set.");
        return "";
    }

    public string? Optional(string name) => environment.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <summary>An absolute http(s) address; a harmless placeholder and a fault when it is not one.</summary>
    public Uri RequiredUri(string name)
    {
        var value = Required(name);
        if (Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
        {
            return uri!;
        }

        if (value.Length > 0)
        {
            AddFault($"{name} is '{value}', which is not an http or https address.");
        }

        return new Uri("http://invalid.invalid");
    }

    /// <summary>A comma-separated list; absent and empty are the same.</summary>
    public string[] List(string name) =>
        (Optional(name) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public void AddFault(string fault)
    {
        // Two parts of one function may need the same variable.
        if (!_faults.Contains(fault))
        {
            _faults.Add(fault);
        }
    }

    /// <exception cref="InvalidSettingsException">At least one fault was collected.</exception>
    public void ThrowIfFaulty()
    {
        if (_faults.Count > 0)
        {
            throw new InvalidSettingsException(_faults);
        }
    }
}
