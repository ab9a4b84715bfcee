using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Sts;

/// <summary>Documented(https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html).</summary>
public sealed class GetCallerIdentityTests : IAsyncLifetime
{
    private TestHost _host = null!;

    public async Task InitializeAsync() => _host = await TestHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Names_the_root_of_the_account()
    {
        using var sts = Client(TestHost.Root);
        var identity = await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest());
        Assert.Equal("arn:aws:iam::123456789012:root", identity.Arn);
        Assert.Equal(("123456789012", "123456789012"), (identity.Account, identity.UserId));
    }

    [Fact]
    public async Task Names_the_session_of_a_role()
    {
        var role = _host.Services.Credentials.IssueForRole("reader", "session");
        using var sts = Client(new SessionAWSCredentials(role.AccessKeyId, role.SecretAccessKey, role.SessionToken));
        var identity = await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest());
        Assert.Equal("arn:aws:sts::123456789012:assumed-role/reader/session", identity.Arn);
        Assert.EndsWith(":session", identity.UserId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejects_a_wrong_key()
    {
        using var sts = Client(new BasicAWSCredentials("nobody", "nothing"));
        var fault = await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(
            () => sts.GetCallerIdentityAsync(new GetCallerIdentityRequest()));
        Assert.Equal(
            ("InvalidClientTokenId", "The security token included in the request is invalid."),
            (fault.ErrorCode, fault.Message));
    }

    [Fact]
    public async Task Refuses_other_actions()
    {
        using var sts = Client(TestHost.Root);
        var fault = await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(() => sts.GetFederationTokenAsync(
            new GetFederationTokenRequest { Name = "name" }));
        Assert.Equal(501, (int)fault.StatusCode);
        Assert.StartsWith("not supported by Onboarding.LocalAws", fault.Message, StringComparison.Ordinal);
    }

    private AmazonSecurityTokenServiceClient Client(AWSCredentials credentials) =>
        new(credentials, _host.Configure(new AmazonSecurityTokenServiceConfig()));
}
