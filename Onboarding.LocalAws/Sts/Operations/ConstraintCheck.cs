using System.Globalization;
using System.Text.RegularExpressions;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Sts.Operations;

/// <summary>Reads parameters within the constraints of AWS's model; one error names all that are broken.</summary>
internal sealed class ConstraintCheck(QueryCall call)
{
    private readonly List<string> _faults = [];

    /// <param name="inModel">The member as the model has it: <c>tags.1.member.key</c>.</param>
    /// <param name="pattern">As the model writes it; null for none.</param>
    public string? Text(
        string name, string inModel, (int Min, int Max) length, string? pattern = null, bool isRequired = false)
    {
        var text = call.Text(name);
        if (text is null)
        {
            if (isRequired)
            {
                _faults.Add($"Value null at '{inModel}' failed to satisfy constraint: Member must not be null");
            }

            return null;
        }

        if (text.Length < length.Min)
        {
            Add(text, inModel, $"Member must have length greater than or equal to {length.Min}");
        }

        if (text.Length > length.Max)
        {
            Add(text, inModel, $"Member must have length less than or equal to {length.Max}");
        }

        if (pattern is not null && !Regex.IsMatch(text, $@"\A(?:{pattern})\z", RegexOptions.ECMAScript))
        {
            Add(text, inModel, $"Member must satisfy regular expression pattern: {pattern}");
        }

        return text;
    }

    public TimeSpan? Seconds(string name, string inModel, int min, int max)
    {
        if (call.Text(name) is not { } text)
        {
            return null;
        }

        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds))
        {
            Add(text, inModel, "Member must be an integer");
        }
        else if (seconds < min)
        {
            Add(text, inModel, $"Member must have value greater than or equal to {min}");
        }
        else if (seconds > max)
        {
            Add(text, inModel, $"Member must have value less than or equal to {max}");
        }

        return TimeSpan.FromSeconds(seconds);
    }

    /// <summary>The items of <c>{name}.member.1</c> and so on, each read by the given function.</summary>
    public IReadOnlyList<T> Items<T>(string name, string inModel, int countMax, Func<int, T> read)
    {
        List<T> items = [];
        while (call.Has($"{name}.member.{items.Count + 1}"))
        {
            items.Add(read(items.Count + 1));
        }

        if (items.Count > countMax)
        {
            Add("[…]", inModel, $"Member must have length less than or equal to {countMax}");
        }

        return items;
    }

    public void ThrowIfAny()
    {
        if (_faults.Count > 0)
        {
            throw StsErrors.Constraints(_faults);
        }
    }

    private void Add(string value, string inModel, string constraint) =>
        _faults.Add($"Value '{value}' at '{inModel}' failed to satisfy constraint: {constraint}");
}
