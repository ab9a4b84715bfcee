using Onboarding.Functions.Hosting;

namespace Onboarding.Functions.Enrich;

/// <summary>The settings of <see cref="EnrichFunction"/>.</summary>
internal sealed record EnrichSettings(string UsersTable, Uri RdapUrl, DomainPolicy Domains)
{
    public static EnrichSettings Read(FunctionSettings settings) => new(
        settings.Required("USERS_TABLE"),
        settings.RequiredUri("RDAP_URL"),
        new DomainPolicy(settings.List("EMAIL_DOMAINS_ALLOWED"), settings.List("EMAIL_DOMAINS_DENIED")));
}
