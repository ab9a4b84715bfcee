using System.Globalization;
using System.Text.RegularExpressions;

namespace Onboarding.LocalAws.Template;

/// <summary>
/// The Parameters section: types, defaults, constraints, and the values with which the stack is started.
/// </summary>
internal sealed class ParameterSection(StackScope scope, TemplateFaults faults)
{
    private const string Supported =
        "AllowedPattern, AllowedValues, ConstraintDescription, Default, Description, MaxLength, MaxValue, MinLength, "
        + "MinValue, NoEcho, Type";

    private static readonly TimeSpan PatternTime = TimeSpan.FromSeconds(2);

    public void Read(TemplateMapping? section, ParameterValues values)
    {
        foreach (var entry in section?.Entries ?? [])
        {
            if (entry.Value is TemplateMapping declaration)
            {
                scope.Parameters[entry.Key] = ReadOne(entry.Key, declaration, entry.KeyPosition, values);
            }
            else
            {
                faults.Add(entry.Value.Position, $"Parameter '{entry.Key}' must be a map with a Type.");
            }
        }

        foreach (var name in values.Given.Keys.Where(name => !scope.Parameters.ContainsKey(name)))
        {
            faults.Add(
                section?.Position ?? SourcePosition.Start,
                $"A value is given for parameter '{name}', which the template does not declare.");
        }
    }

    private TemplateNode ReadOne(
        string name,
        TemplateMapping declaration,
        SourcePosition position,
        ParameterValues values)
    {
        foreach (var entry in declaration.Entries)
        {
            if (!Supported.Split(", ").Contains(entry.Key))
            {
                faults.Add(entry.KeyPosition, $"'{entry.Key}' is not a parameter's property. Supported: {Supported}.");
            }
        }

        var type = declaration.FindText("Type") ?? "";
        if (type is not ("String" or "Number" or "CommaDelimitedList" or "List<Number>"))
        {
            return faults.Faulted(
                declaration.Find("Type")?.Position ?? position,
                $"Parameter type '{type}' is not supported by Onboarding.LocalAws. "
                + "Supported: CommaDelimitedList, List<Number>, Number, String.");
        }

        var value = values.Find(name) ?? declaration.FindText("Default");
        if (value is null)
        {
            return faults.Faulted(position, $"Parameter '{name}' has no Default and no value is given for it.");
        }

        var at = declaration.Find("Default")?.Position ?? position;
        if (type is "String" or "Number")
        {
            return One(value);
        }

        return new TemplateSequence([.. value.Split(',').Select(item => One(item.Trim()))], at);

        TemplateNode One(string text) => Violation(text, type, declaration) is { } violation
            ? faults.Faulted(at, $"Parameter '{name}': {violation}")
            : new TemplateScalar(text, IsPlain: false, at);
    }

    private static string? Violation(string value, string type, TemplateMapping declaration)
    {
        if (type is "Number" or "List<Number>")
        {
            if (Number(value) is not { } number)
            {
                return $"'{value}' is not a number.";
            }

            if (Bound("MinValue") is { } least && number < least)
            {
                return $"{value} is below MinValue {least}.";
            }

            if (Bound("MaxValue") is { } most && number > most)
            {
                return $"{value} is above MaxValue {most}.";
            }
        }

        if (declaration.Find("AllowedValues") is TemplateSequence allowed
            && !allowed.Items.Any(item => item is TemplateScalar text && text.Value == value))
        {
            var values = allowed.Items.OfType<TemplateScalar>().Select(item => item.Value);
            return $"'{value}' is not one of the AllowedValues {string.Join(", ", values)}.";
        }

        if (Bound("MinLength") is { } shortest && value.Length < shortest)
        {
            return $"shorter than MinLength {shortest}.";
        }

        if (Bound("MaxLength") is { } longest && value.Length > longest)
        {
            return $"longer than MaxLength {longest}.";
        }

        return declaration.FindText("AllowedPattern") is { } pattern ? PatternViolation(value, pattern) : null;

        double? Bound(string key) => declaration.FindText(key) is { } text ? Number(text) : null;
    }

    // CloudFormation matches the pattern against the whole value.
    private static string? PatternViolation(string value, string pattern)
    {
        try
        {
            return Regex.IsMatch(value, $"^(?:{pattern})$", RegexOptions.CultureInvariant, PatternTime)
                ? null
                : $"'{value}' does not match AllowedPattern {pattern}";
        }
        catch (RegexMatchTimeoutException)
        {
            return $"AllowedPattern {pattern} takes too long to match.";
        }
        catch (ArgumentException)
        {
            return $"AllowedPattern {pattern} is not a regular expression.";
        }
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
