using Onboarding.AppHost.Dashboard.Resources.Wire;

namespace Onboarding.AppHost.Dashboard.Resources;

/// <summary>
/// What the dashboard cannot take. One wrong resource ends its list for good, without a word in its page or its log, so
/// that nothing is sent unchecked.
/// </summary>
internal static class ResourceCheck
{
    /// <returns>Null where there is no fault.</returns>
    public static string? FaultOf(ResourceState resource) =>
        IsBlank(resource.Name) || IsBlank(resource.Type) || IsBlank(resource.DisplayName) || IsBlank(resource.Uid)
            ? "a name, type, display name or uid is blank"
        : resource.CreatedAt is null ? "created_at is not set"
        : resource.Urls.Any(IsWrong) ? "a URL is not absolute, or has no display"
        : resource.Properties.Any(p => IsBlank(p.Name) || p.Value is null) ? "a property has no name or value"
        : resource.Environment.Any(v => IsBlank(v.Name)) ? "a variable has no name"
        : resource.Commands.Any(c => IsBlank(c.Name) || IsBlank(c.DisplayName)) ? "a command has no name"
        : resource.Relationships.Any(r => IsBlank(r.ResourceName) || IsBlank(r.Type)) ? "a relationship is blank"
        : resource.HealthReports.Any(h => IsBlank(h.Key)) ? "a health report has no key"
        : null;

    private static bool IsWrong(ResourceUrl url) =>
        url.Display is null || !Uri.TryCreate(url.FullUrl, UriKind.Absolute, out _);

    private static bool IsBlank(string text) => string.IsNullOrWhiteSpace(text);
}
