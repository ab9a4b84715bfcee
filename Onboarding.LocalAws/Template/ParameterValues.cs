namespace Onboarding.LocalAws.Template;

/// <summary>The values with which a stack is started, by the names of its template's parameters.</summary>
/// <param name="Given">By the user: a parameter that the template does not declare is a fault.</param>
/// <param name="OfHost">What the host knows of itself, for a template that asks.</param>
internal sealed record ParameterValues(
    IReadOnlyDictionary<string, string> Given, IReadOnlyDictionary<string, string> OfHost)
{
    public string? Find(string name) => Given.GetValueOrDefault(name) ?? OfHost.GetValueOrDefault(name);
}
