using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Ses.V1;

/// <summary>
/// Documented(https://docs.aws.amazon.com/ses/latest/APIReference/API_VerifyEmailIdentity.html and its siblings).
/// </summary>
public sealed class V1IdentityTests : IAsyncLifetime
{
    private TestHost _host = null!;

    public async Task InitializeAsync() => _host = await TestHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Verifies_lists_and_deletes_what_the_second_API_shows_too()
    {
        await _host.ResultAsync("VerifyEmailIdentity", ("EmailAddress", "a@example.com"));
        await _host.ResultAsync("VerifyEmailIdentity", ("EmailAddress", "a@example.com"));
        var token = (await _host.ResultAsync("VerifyDomainIdentity", ("Domain", "example.org"))).Value;
        Assert.Equal(44, token.Length);
        await _host.VerifyAsync("b@example.com");

        Assert.Equal(["a@example.com", "b@example.com", "example.org"], await ListAsync());
        Assert.Equal(["example.org"], await ListAsync(("IdentityType", "Domain")));
        Assert.Equal(["a@example.com", "b@example.com"], await ListAsync(("IdentityType", "EmailAddress")));
        var page = await _host.ResultAsync("ListIdentities", ("MaxItems", "2"));
        Assert.Equal(
            ["example.org"], await ListAsync(("NextToken", page.Element(V1Host.Xml + "NextToken")!.Value)));

        var attributes = await _host.ResultAsync(
            "GetIdentityVerificationAttributes",
            ("Identities.member.1", "example.org"),
            ("Identities.member.2", "unknown.org"),
            ("Identities.member.3", "a@example.com"));
        Assert.Equal(
            [$"example.orgSuccess{token}", "a@example.comSuccess"],
            attributes.Descendants(V1Host.Xml + "entry").Select(e => e.Value));

        await _host.ResultAsync("DeleteIdentity", ("Identity", "a@example.com"));
        await _host.ResultAsync("DeleteIdentity", ("Identity", "a@example.com"));
        Assert.Equal(["b@example.com", "example.org"], await ListAsync());
    }

    [Theory]
    [InlineData("VerifyEmailIdentity", "EmailAddress", "Ada <a@b.c>", "Invalid email address Ada <a@b.c>.")]
    [InlineData("VerifyDomainIdentity", "Domain", "local", "Invalid domain name local.")]
    [InlineData("ListIdentities", "IdentityType", "Other", "Invalid identity type Other.")]
    [InlineData("ListIdentities", "MaxItems", "0", "MaxItems must be between 1 and 1000.")]
    public async Task Rejects(string action, string member, string value, string message) =>
        Assert.Equal(("InvalidParameterValue", message), await _host.FaultAsync(action, (member, value)));

    [Fact]
    public async Task Names_a_missing_member()
    {
        var (code, message) = await _host.FaultAsync("DeleteIdentity");
        Assert.Equal(
            (
                "ValidationError",
                "1 validation error detected: Value null at 'identity' failed to satisfy constraint: Member must not "
                + "be null"),
            (code, message));
    }

    private async Task<IEnumerable<string>> ListAsync(params (string Name, string Value)[] parameters) =>
        (await _host.ResultAsync("ListIdentities", parameters)).Descendants(V1Host.Xml + "member").Select(e => e.Value);
}
