using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Tests.Wire.Edge;

/// <summary>Local: what becomes of a request whose head says already that it is refused.</summary>
public sealed class RefusedBodyTests : IAsyncLifetime
{
    private const string Unsigned = "UNSIGNED-PAYLOAD";
    private const string Huge = "Content-Length: 419430400";
    private const string Expects = "Expect: 100-continue";

    private TestHost _host = null!;

    private Credential Root => _host.Services.Credentials.Root;

    public async Task InitializeAsync()
    {
        _host = await TestHost.StartAsync();
        _host.Services.S3.Store.CreateBucket("bucket", _host.Services.Time.GetUtcNow());
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("s3", Unsigned, 403, "InvalidAccessKeyId")]
    [InlineData("s3", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", 403, "InvalidAccessKeyId")]
    [InlineData("ses", null, 403, "security token included in the request is invalid")]
    [InlineData("sqs", null, 400, "UnrecognizedClientException")]
    public async Task An_unknown_key_is_refused_before_any_byte_of_the_body(
        string service, string? hash, int status, string code)
    {
        var answer = await AnswerAsync(Head(Root with { AccessKeyId = "AKIAFORGED" }, service, hash, Huge));
        AssertRefused(answer, status, code);
    }

    [Theory]
    [InlineData("s3", Unsigned, 403, "SignatureDoesNotMatch")]
    [InlineData("s3", RawHttp.EmptyHash, 403, "SignatureDoesNotMatch")]
    [InlineData("sqs", RawHttp.EmptyHash, 400, "InvalidSignatureException")]
    public async Task A_wrong_signature_is_refused_before_the_body_where_the_head_has_its_hash(
        string service, string hash, int status, string code)
    {
        var length = service == "s3" ? Huge : "Content-Length: 1000000";
        var answer = await AnswerAsync(Head(Root with { SecretAccessKey = "wrong" }, service, hash, length));
        AssertRefused(answer, status, code);
    }

    [Fact]
    public async Task A_presigned_URL_with_a_wrong_signature_is_refused_before_the_body()
    {
        var now = $"{_host.Services.Time.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}";
        var answer = await AnswerAsync(
            $"PUT /bucket/key?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=test%2F{now[..8]}%2Fus-east-1%2Fs3%2F"
            + $"aws4_request&X-Amz-Date={now}&X-Amz-Expires=60&X-Amz-SignedHeaders=host"
            + $"&X-Amz-Signature={new string('0', 64)} HTTP/1.1\r\n"
            + $"Host: {new Uri(_host.Url).Authority}\r\n{Huge}\r\n\r\n");
        AssertRefused(answer, 403, "SignatureDoesNotMatch");
    }

    [Fact]
    public async Task An_expired_token_is_refused_before_the_body()
    {
        var role = _host.Services.Credentials.IssueForRole("reader", "session");
        _host.Services.Credentials.Revoke(role);
        AssertRefused(await AnswerAsync(Head(role, "s3", Unsigned, Huge)), 403, "InvalidAccessKeyId");
    }

    [Theory]
    [InlineData("sqs", "Content-Length: 8388609", 413, "RequestEntityTooLargeException")]
    [InlineData("ses", "Content-Length: 58720257", 413, "Request must be smaller than")]
    public async Task A_body_over_the_limit_of_its_service_is_refused_before_it_comes(
        string service, string length, int status, string code) =>
        AssertRefused(await AnswerAsync(Head(Root, service, RawHttp.EmptyHash, length)), status, code);

    [Fact]
    public async Task An_object_over_5_GiB_is_refused_before_it_comes()
    {
        var answer = await AnswerAsync(Head(Root, "s3", Unsigned, "Content-Length: 5368709121"));
        AssertRefused(answer, 400, "EntityTooLarge");
        Assert.Contains("<MaxSizeAllowed>5368709120</MaxSizeAllowed>", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_object_for_a_bucket_that_is_not_there_is_refused_before_it_comes()
    {
        var head = RawHttp.SignedHead(_host, Root, "s3", "PUT", "/nowhere/key", Unsigned, Huge);
        AssertRefused(await AnswerAsync(head), 404, "NoSuchBucket");
    }

    /// <summary>Documented(https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html).</summary>
    [Fact]
    public async Task S3_wants_the_hash_of_the_body_in_the_head()
    {
        var answer = await AnswerAsync(Head(Root, "s3", hash: null, Huge));
        AssertRefused(answer, 400, "Missing required header for this request: x-amz-content-sha256");
    }

    [Fact]
    public async Task A_chunked_body_is_refused_once_it_is_over_the_limit()
    {
        using var raw = await RawHttp.ConnectAsync(_host);
        await raw.SendAsync(
            "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
            + "X-Amz-Target: AWSCognitoIdentityProviderService.InitiateAuth\r\n\r\n");
        await raw.SendAsync($"50000\r\n{new string(' ', 0x50000)}\r\n");
        AssertRefused(await raw.ReceiveAsync(), 413, "RequestEntityTooLargeException");
    }

    [Theory]
    [InlineData("/nowhere", 404)]
    [InlineData("/_localaws/nowhere", 404)]
    [InlineData("/function/2018-06-01/runtime/nowhere", 404)]
    public async Task What_nobody_reads_ends_the_connection(string path, int status)
    {
        var answer = await AnswerAsync($"POST {path} HTTP/1.1\r\nHost: localhost\r\n{Huge}\r\n\r\n");
        Assert.Equal(status, answer.Status);
        Assert.True(answer.Closes);
    }

    [Fact]
    public async Task Whoever_sends_on_is_cut_off_and_whoever_has_sent_little_gets_the_answer()
    {
        using var raw = await RawHttp.ConnectAsync(_host);
        await raw.SendAsync(Head(Root with { AccessKeyId = "AKIAFORGED" }, "s3", Unsigned, Huge));
        Assert.InRange(await raw.SendZerosAsync(400 << 20), 1, 100 << 20);

        using var polite = await RawHttp.ConnectAsync(_host);
        await polite.SendAsync(
            Head(Root with { AccessKeyId = "AKIAFORGED" }, "s3", Unsigned, "Content-Length: 8388608"));
        Assert.Equal(8 << 20, await polite.SendZerosAsync(8 << 20));
        AssertRefused(await polite.ReceiveAsync(), 403, "InvalidAccessKeyId");
        Assert.True(await polite.EndsAsync());
    }

    [Fact]
    public async Task A_small_refused_body_keeps_the_connection()
    {
        using var raw = await RawHttp.ConnectAsync(_host);
        for (var i = 0; i < 2; i++)
        {
            await raw.SendAsync(Head(Root with { AccessKeyId = "AKIAFORGED" }, "s3", Unsigned, "Content-Length: 5"));
            await raw.SendAsync("hello");
            var answer = await raw.ReceiveAsync();
            Assert.Equal(403, answer.Status);
            Assert.False(answer.Closes);
        }
    }

    [Theory]
    [InlineData("Content-Length: 5")]
    [InlineData(Huge)]
    public async Task A_refused_request_is_not_told_to_continue(string length)
    {
        var answer = await AnswerAsync(
            Head(Root with { AccessKeyId = "AKIAFORGED" }, "s3", Unsigned, length, Expects));
        AssertRefused(answer, 403, "InvalidAccessKeyId");
    }

    [Fact]
    public async Task An_accepted_request_is_told_to_continue()
    {
        using var raw = await RawHttp.ConnectAsync(_host);
        for (var i = 0; i < 2; i++)
        {
            await raw.SendAsync(Head(Root, "s3", Unsigned, "Content-Length: 5", Expects));
            Assert.Equal(100, (await raw.ReceiveAsync()).Status);
            await raw.SendAsync("hello");
            var answer = await raw.ReceiveAsync();
            Assert.Equal(200, answer.Status);
            Assert.False(answer.Closes);
        }
    }

    [Fact]
    public async Task With_signatures_off_only_the_limits_count()
    {
        await using var open = await TestHost.StartAsync(new LocalAwsOptions { Iam = IamMode.Off });
        using var raw = await RawHttp.ConnectAsync(open);
        await raw.SendAsync(
            "POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: AmazonSQS.ListQueues\r\n"
            + "Content-Length: 8388609\r\n\r\n");
        AssertRefused(await raw.ReceiveAsync(), 413, "RequestEntityTooLargeException");
    }

    private string Head(Credential credential, string service, string? hash, params string[] headers)
    {
        var (method, path) = service switch
        {
            "s3" => ("PUT", "/bucket/key"),
            "ses" => ("POST", "/v2/email/outbound-emails"),
            _ => ("POST", "/"),
        };
        var all = service == "sqs" ? [.. headers, "X-Amz-Target: AmazonSQS.ListQueues"] : headers;
        return RawHttp.SignedHead(_host, credential, service, method, path, hash, all);
    }

    /// <summary>The answer to a head that no body follows.</summary>
    private async Task<RawReply> AnswerAsync(string head)
    {
        using var raw = await RawHttp.ConnectAsync(_host);
        await raw.SendAsync(head);
        return await raw.ReceiveAsync();
    }

    private static void AssertRefused(RawReply answer, int status, string code)
    {
        Assert.Equal(status, answer.Status);
        Assert.Contains(code, answer.Body, StringComparison.Ordinal);
        Assert.True(answer.Closes);
    }
}
