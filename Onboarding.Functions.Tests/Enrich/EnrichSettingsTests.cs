using Onboarding.Functions.Enrich;
using Onboarding.Functions.Settings;

namespace Onboarding.Functions.Tests.Enrich;

public sealed class EnrichSettingsTests
{
    [Theory]
    [InlineData("EMAIL_DOMAINS_DENIED")]
    [InlineData("EMAIL_DOMAINS_ALLOWED")]
    public void Refuses_a_domain_in_a_form_that_no_address_has(string name)
    {
        var settings = new FunctionSettings(new Dictionary<string, string>
        {
            ["USERS_TABLE"] = "Users",
            ["RDAP_URL"] = "https://rdap.example",
            [name] = "fine.example, b\u00FCcher.example",
        });

        EnrichSettings.Read(settings);

        Assert.Equal(
            [$"{name} has 'b\u00FCcher.example', which matches no address: write it as xn--…."], settings.Faults);
    }
}
