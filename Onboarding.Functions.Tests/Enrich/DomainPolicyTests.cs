using Onboarding.Functions.Enrich;

namespace Onboarding.Functions.Tests.Enrich;

public sealed class DomainPolicyTests
{
    [Theory]
    [InlineData("", "", "example.com", null)]
    [InlineData("", "example.com", "example.com", "domain_denied")]
    [InlineData("", "example.com", "mail.example.com", "domain_denied")]
    [InlineData("", "example.com", "notexample.com", null)]
    [InlineData("", "@Example.com", "example.com", "domain_denied")]
    [InlineData("example.com", "", "example.com", null)]
    [InlineData("example.com", "", "mail.example.com", null)]
    [InlineData("example.com", "", "example.org", "domain_not_allowed")]
    [InlineData("example.com", "bad.example.com", "bad.example.com", "domain_denied")]
    [InlineData("com", "", "example.com", null)]
    public void Decides(string allowed, string denied, string domain, string? refusal)
    {
        var policy = new DomainPolicy(
            allowed.Split(',', StringSplitOptions.RemoveEmptyEntries),
            denied.Split(',', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(refusal, policy.Refusal(domain));
    }
}
