using System.Net;
using System.Text;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Tests.Wire.SigV4;

/// <summary>
/// Documented(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html): every way in
/// which a signature can be wrong, in the words of three protocols.
/// </summary>
public sealed class SigV4VerifierTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private TestHost _host = null!;

    private Credential Root => _host.Services.Credentials.Root;

    public async Task InitializeAsync() => _host = await TestHost.StartAsync(new LocalAwsOptions { Time = _time });

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("ses", "UnrecognizedClientException", 403)]
    [InlineData("sqs", "UnrecognizedClientException", 400)]
    [InlineData("sts", "InvalidClientTokenId", 403)]
    [InlineData("s3", "InvalidAccessKeyId", 403)]
    public async Task Rejects_an_unknown_key(string service, string code, int status) =>
        await ExpectAsync(service, code, status, Root with { AccessKeyId = "AKIAUNKNOWN" });

    [Theory]
    [InlineData("ses", "InvalidSignatureException", 403)]
    [InlineData("sqs", "InvalidSignatureException", 400)]
    [InlineData("sts", "SignatureDoesNotMatch", 403)]
    [InlineData("s3", "SignatureDoesNotMatch", 403)]
    public async Task Rejects_a_wrong_secret(string service, string code, int status) =>
        await ExpectAsync(service, code, status, Root with { SecretAccessKey = "wrong" });

    [Theory]
    [InlineData("ses", 301, "InvalidSignatureException", 403)]
    [InlineData("ses", -301, "InvalidSignatureException", 403)]
    [InlineData("ses", 299, null, 200)]
    [InlineData("ses", -299, null, 200)]
    [InlineData("sqs", 301, "InvalidSignatureException", 400)]
    [InlineData("sts", -301, "SignatureDoesNotMatch", 403)]
    [InlineData("s3", 901, "RequestTimeTooSkewed", 403)]
    [InlineData("s3", -901, "RequestTimeTooSkewed", 403)]
    [InlineData("s3", 899, null, 200)]
    [InlineData("s3", -899, null, 200)]
    public async Task Allows_five_minutes_of_skew_and_S3_fifteen(string service, int seconds, string? code, int status)
    {
        var signedAt = new ManualTime(_time.GetUtcNow() + TimeSpan.FromSeconds(seconds));
        await ExpectAsync(service, code, status, Root, signedAt);
    }

    [Theory]
    [InlineData("sqs", "InvalidSignatureException", 400)]
    [InlineData("s3", "XAmzContentSHA256Mismatch", 400)]
    public async Task Rejects_a_changed_body(string service, string code, int status)
    {
        // S3 looks for the bucket before it reads the body.
        _host.Services.S3.Store.CreateBucket("bucket", _time.GetUtcNow());
        using var message = Message(service, "{\"QueueNamePrefix\":\"b\"}");
        new SigV4Signer(Root, "us-east-1", _time).Sign(message, "{\"QueueNamePrefix\":\"a\"}"u8, service);
        await ExpectAsync(message, code, status);
    }

    [Theory]
    [InlineData("ses", "eu-west-1", "InvalidSignatureException", 403)]
    [InlineData("s3", "eu-west-1", "AuthorizationHeaderMalformed", 400)]
    public async Task Rejects_another_region(string service, string region, string code, int status)
    {
        using var message = Message(service, "");
        new SigV4Signer(Root, region, _time).Sign(message, [], service);
        await ExpectAsync(message, code, status);
    }

    [Fact]
    public async Task Rejects_the_scope_of_another_service()
    {
        // X-Amz-Target says SQS, the credential scope says S3.
        using var message = Message("sqs", "{}");
        new SigV4Signer(Root, "us-east-1", _time).Sign(message, "{}"u8, "s3");
        await ExpectAsync(message, "InvalidSignatureException", 400);
    }

    [Fact]
    public async Task Temporary_credentials_need_their_session_token()
    {
        var role = _host.Services.Credentials.IssueForRole("reader", "session");
        await ExpectAsync("ses", null, 200, role);
        await ExpectAsync("ses", "UnrecognizedClientException", 403, role with { SessionToken = null });
        await ExpectAsync("s3", "InvalidToken", 400, role with { SessionToken = "other" });
        _host.Services.Credentials.Revoke(role);
        await ExpectAsync("ses", "UnrecognizedClientException", 403, role);
    }

    [Theory]
    [InlineData("ses", "ExpiredTokenException", 403)]
    [InlineData("sqs", "ExpiredTokenException", 400)]
    [InlineData("sts", "ExpiredToken", 403)]
    [InlineData("s3", "ExpiredToken", 400)]
    public async Task Rejects_credentials_that_have_expired(string service, string code, int status)
    {
        var user = Issue();
        _time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        await ExpectAsync(service, null, 200, user);
        _time.Advance(TimeSpan.FromTicks(1));
        await ExpectAsync(service, code, status, user);
    }

    [Fact]
    public async Task Forgets_a_key_an_hour_after_it_expired()
    {
        var user = Issue();
        _time.Advance(TimeSpan.FromHours(2) - TimeSpan.FromTicks(1));
        Issue();
        await ExpectAsync("ses", "ExpiredTokenException", 403, user);
        _time.Advance(TimeSpan.FromTicks(1));
        Issue();
        await ExpectAsync("ses", "UnrecognizedClientException", 403, user);
    }

    [Fact]
    public async Task Rejects_a_signature_that_is_too_short()
    {
        using var message = Message("s3", "");
        message.Headers.TryAddWithoutValidation(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=test/20261120/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=12");
        using var response = await _host.Http.SendAsync(message);
        Assert.False(response.IsSuccessStatusCode);
    }

    [Fact]
    public async Task With_IAM_off_nothing_is_verified()
    {
        await using var host = await TestHost.StartAsync(new LocalAwsOptions { Iam = IamMode.Off });
        using var message = new HttpRequestMessage(HttpMethod.Get, host.Url + "/v2/email/account");
        new SigV4Signer(host.Services.Credentials.Root with { SecretAccessKey = "wrong" }, "us-east-1", _time)
            .Sign(message, [], "ses");
        using var response = await host.Http.SendAsync(message);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private Credential Issue() => _host.Services.Credentials.IssueForIdentity(
        new FederatedIdentity("us-east-1:1", "us-east-1:2"), "reader", "session", TimeSpan.FromHours(1));

    private HttpRequestMessage Message(string service, string body)
    {
        var (method, path) = service switch
        {
            "ses" => (HttpMethod.Get, "/v2/email/account"),
            "sts" => (HttpMethod.Get, "/?Action=GetCallerIdentity&Version=2011-06-15"),
            "sqs" => (HttpMethod.Post, "/"),
            _ => (body.Length > 0 ? HttpMethod.Put : HttpMethod.Get, body.Length > 0 ? "/bucket/key" : "/"),
        };
        var message = new HttpRequestMessage(method, _host.Url + path);
        if (service == "sqs")
        {
            message.Headers.Add("X-Amz-Target", "AmazonSQS.ListQueues");
        }

        if (body.Length > 0)
        {
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        }

        return message;
    }

    private async Task ExpectAsync(
        string service, string? code, int status, Credential credential, TimeProvider? time = null)
    {
        var body = service == "sqs" ? "{}" : "";
        using var message = Message(service, body);
        new SigV4Signer(credential, "us-east-1", time ?? _time)
            .Sign(message, Encoding.UTF8.GetBytes(body), service);
        await ExpectAsync(message, code, status);
    }

    private async Task ExpectAsync(HttpRequestMessage message, string? code, int status)
    {
        using var response = await _host.Http.SendAsync(message);
        var text = await response.Content.ReadAsStringAsync()
            + (response.Headers.TryGetValues("x-amzn-ErrorType", out var types) ? types.Single() : "");
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains(code ?? "", text, StringComparison.Ordinal);
    }
}
