using System.Globalization;
using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Shapes;

namespace Onboarding.LocalAws.Provisioning;

/// <summary>
/// Typed access to resolved properties. Their shape is already checked, so what is there has the right form.
/// </summary>
internal static class PropertyReader
{
    public static string RequiredText(this TemplateMapping properties, string name) =>
        properties.FindText(name) ?? throw new InvalidOperationException($"'{name}' was not checked as required.");

    public static int? FindInteger(this TemplateMapping properties, string name) =>
        properties.FindText(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    public static TimeSpan? FindSeconds(this TemplateMapping properties, string name) =>
        properties.FindInteger(name) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    public static bool? FindBoolean(this TemplateMapping properties, string name) =>
        properties.FindText(name) is { } text && Booleans.TryParse(text, out var value) ? value : null;

    public static TemplateMapping? FindMap(this TemplateMapping properties, string name) =>
        properties.Find(name) as TemplateMapping;

    public static IReadOnlyList<TemplateNode> FindList(this TemplateMapping properties, string name) =>
        (properties.Find(name) as TemplateSequence)?.Items ?? [];

    public static Dictionary<string, string> FindTexts(this TemplateMapping properties, string name) =>
        (properties.FindMap(name)?.Entries ?? []).ToDictionary(
            entry => entry.Key, entry => ((TemplateScalar)entry.Value).Value, StringComparer.Ordinal);
}
