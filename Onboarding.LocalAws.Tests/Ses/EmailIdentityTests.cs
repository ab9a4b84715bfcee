using System.Net;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Ses;

/// <summary>Documented(https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_CreateEmailIdentity.html).</summary>
public sealed class EmailIdentityTests : IAsyncLifetime
{
    private TestHost _host = null!;

    public async Task InitializeAsync() => _host = await TestHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Creates_gets_lists_and_deletes()
    {
        await _host.VerifyAsync("hello@example.com");
        await _host.VerifyAsync("example.org");

        var (_, _, got) = await _host.SesAsync(HttpMethod.Get, "identities/hello%40example.com");
        Assert.Equal("EMAIL_ADDRESS", got.GetProperty("IdentityType").GetString());
        Assert.True(got.GetProperty("VerifiedForSendingStatus").GetBoolean());

        var (_, _, first) = await _host.SesAsync(HttpMethod.Get, "identities?PageSize=1");
        Assert.Equal("example.org", first.GetProperty("EmailIdentities")[0].GetProperty("IdentityName").GetString());
        var (_, _, second) = await _host.SesAsync(
            HttpMethod.Get, "identities?NextToken=" + first.GetProperty("NextToken").GetString());
        Assert.Equal(
            "hello@example.com", second.GetProperty("EmailIdentities")[0].GetProperty("IdentityName").GetString());

        Assert.Equal(HttpStatusCode.OK, (await _host.SesAsync(HttpMethod.Delete, "identities/example.org")).Status);
        var (status, type, body) = await _host.SesAsync(HttpMethod.Get, "identities/example.org");
        Assert.Equal((HttpStatusCode.NotFound, "NotFoundException"), (status, type));
        Assert.Equal("Email identity example.org does not exist.", body.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Rejects_a_second_identity_of_the_same_name()
    {
        await _host.VerifyAsync("example.org");
        var (status, type, _) = await _host.SesAsync(
            HttpMethod.Post, "identities", """{"EmailIdentity":"EXAMPLE.org"}""");
        Assert.Equal((HttpStatusCode.BadRequest, "AlreadyExistsException"), (status, type));
    }

    [Fact]
    public async Task Finds_an_identity_with_a_slash_in_its_name()
    {
        await _host.VerifyAsync("a/b@example.org");
        var (status, _, _) = await _host.SesAsync(HttpMethod.Get, "identities/a%2Fb%40example.org");
        Assert.Equal(HttpStatusCode.OK, status);
    }

    [Fact]
    public async Task Keeps_tags_ignores_unknown_members_and_refuses_what_it_does_not_do()
    {
        var (status, _, _) = await _host.SesAsync(
            HttpMethod.Post,
            "identities",
            """{"EmailIdentity":"example.org","Tags":[{"Key":"k","Value":"v"}],"Colour":"red"}""");
        Assert.Equal(HttpStatusCode.OK, status);
        var (_, _, got) = await _host.SesAsync(HttpMethod.Get, "identities/example.org");
        Assert.Equal("""[{"Key":"k","Value":"v"}]""", got.GetProperty("Tags").GetRawText());

        var (refused, _, body) = await _host.SesAsync(
            HttpMethod.Post, "identities", """{"EmailIdentity":"example.com","DkimSigningAttributes":{}}""");
        Assert.Equal(HttpStatusCode.NotImplemented, refused);
        Assert.Equal(
            "not supported by Onboarding.LocalAws: DkimSigningAttributes in SESv2 CreateEmailIdentity. COMPAT.md lists "
            + "what is.",
            body.GetProperty("message").GetString());
    }

    [Fact]
    public async Task A_domain_covers_its_subdomains_and_no_other()
    {
        await _host.VerifyAsync("example.org");
        Assert.Equal("example.org", _host.Services.Ses.Identities.Covering("a@mail.example.org")?.Name);
        Assert.Null(_host.Services.Ses.Identities.Covering("a@notexample.org"));
    }

    [Fact]
    public async Task Get_account_counts_what_was_sent()
    {
        await _host.VerifyAsync("example.com");
        await _host.SendMailAsync("ada@example.net");
        var (_, _, account) = await _host.SesAsync(HttpMethod.Get, "account");
        Assert.True(account.GetProperty("ProductionAccessEnabled").GetBoolean());
        Assert.Equal(1, account.GetProperty("SendQuota").GetProperty("SentLast24Hours").GetInt32());
    }

    [Fact]
    public async Task Refuses_other_operations()
    {
        var (status, type, _) = await _host.SesAsync(HttpMethod.Get, "contact-lists");
        Assert.Equal((HttpStatusCode.NotImplemented, "UnknownOperationException"), (status, type));
    }

    [Fact]
    public async Task Rejects_an_unsigned_request_with_the_error_of_its_protocol()
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, _host.Url + "/v2/email/account");
        message.Headers.TryAddWithoutValidation(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=nobody/20261120/us-east-1/ses/aws4_request, SignedHeaders=host, Signature="
            + new string('0', 64));
        using var response = await _host.Http.SendAsync(message);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("UnrecognizedClientException", response.Headers.GetValues("x-amzn-ErrorType").Single());
    }
}
