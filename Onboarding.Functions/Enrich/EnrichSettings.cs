using System.Text;
using Onboarding.Functions.Settings;

namespace Onboarding.Functions.Enrich;

/// <summary>The settings of <see cref="EnrichFunction"/>.</summary>
internal sealed record EnrichSettings(string UsersTable, Uri RdapUrl, DomainPolicy Domains)
{
    public static EnrichSettings Read(FunctionSettings settings) => new(
        settings.Required("USERS_TABLE"),
        settings.RequiredUri("RDAP_URL"),
        new DomainPolicy(DomainsIn(settings, "EMAIL_DOMAINS_ALLOWED"), DomainsIn(settings, "EMAIL_DOMAINS_DENIED")));

    // Addresses are ASCII: a denied domain in another form would match none.
    private static string[] DomainsIn(FunctionSettings settings, string name)
    {
        var domains = settings.List(name);
        foreach (var domain in domains.Where(domain => !Ascii.IsValid(domain)))
        {
            settings.AddFault($"{name} has '{domain}', which matches no address: write it as xn--….");
        }

        return domains;
    }
}
