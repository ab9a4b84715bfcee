using System.Net;
using System.Security.Cryptography;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Tests.Wire.SigV4;

/// <summary>
/// Documented(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html): a signature
/// is good for what it covers, and must cover host and every x-amz-* header.
/// </summary>
public sealed class SignedHeaderTests : IAsyncLifetime
{
    private const string Bucket = "signed-headers";

    // The SDK signs with the machine's clock.
    private readonly ManualTime _time = new(TimeProvider.System.GetUtcNow());
    private TestHost _host = null!;

    private AmazonS3Client S3 { get; set; } = null!;

    public async Task InitializeAsync()
    {
        _host = await TestHost.StartAsync(new LocalAwsOptions { Time = _time });
        S3 = new AmazonS3Client(TestHost.Root, _host.Configure(new AmazonS3Config { ForcePathStyle = true }));
        await S3.PutBucketAsync(Bucket);
        await S3.PutObjectAsync(new() { BucketName = Bucket, Key = "secret", ContentBody = "secret" });
    }

    public async Task DisposeAsync()
    {
        S3.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task A_signature_of_one_operation_is_not_one_of_another()
    {
        using var signed = Signed("dynamodb", HttpMethod.Post, "/", """{"TableName":"t"}""");
        signed.Headers.Add("X-Amz-Target", "DynamoDB_20120810.Scan");
        await ExpectAsync(
            signed,
            400,
            "InvalidSignatureException",
            "'x-amz-target' must be a 'SignedHeader' in the AWS Authorization.");
    }

    [Theory]
    [InlineData("ses", "/v2/email/account", 403, "InvalidSignatureException")]
    [InlineData("sts", "/?Action=GetCallerIdentity&Version=2011-06-15", 403, "SignatureDoesNotMatch")]
    [InlineData("s3", "/", 403, "<HeadersNotSigned>x-amz-acl</HeadersNotSigned>")]
    public async Task Every_service_refuses_a_header_that_is_not_signed(
        string service, string path, int status, string expected)
    {
        using var signed = Signed(service, HttpMethod.Get, path, "");
        signed.Headers.Add("X-Amz-Acl", "public-read");
        await ExpectAsync(signed, status, expected, "");
    }

    [Theory]
    [InlineData("ses", "/v2/email/account", 403, "'Host' or ':authority' must be a 'SignedHeader'")]
    [InlineData("s3", "/", 403, "<HeadersNotSigned>host</HeadersNotSigned>")]
    public async Task Host_must_be_signed(string service, string path, int status, string expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _host.Url + path);
        Authorize(request, service, path, "x-amz-date");
        await ExpectAsync(request, status, expected, "");
    }

    [Theory]
    [InlineData("x-amzn-trace-id")]
    [InlineData("X-Amzn-Oidc-Data")]
    [InlineData("amz-sdk-invocation-id")]
    [InlineData("x-other")]
    public async Task Other_headers_need_not_be_signed(string name)
    {
        using var signed = Signed("ses", HttpMethod.Get, "/v2/email/account", "");
        signed.Headers.Add(name, "1");
        await ExpectAsync(signed, 200, "", "");
    }

    /// <summary>
    /// Documented(https://github.com/badslug/Paw-AWSSignature4DynamicValue/issues/4): S3's answer to this very attempt.
    /// </summary>
    [Theory]
    [InlineData("x-amz-copy-source", "/signed-headers/secret")]
    [InlineData("x-amz-meta-owner", "mallory")]
    [InlineData("x-amz-tagging", "a=b")]
    public async Task A_presigned_PUT_takes_no_header_that_was_not_presigned(string name, string value)
    {
        using var put = new HttpRequestMessage(HttpMethod.Put, Presigned(HttpVerb.PUT, "upload"));
        put.Headers.Add(name, value);
        await ExpectAsync(
            put,
            403,
            "<Message>There were headers present in the request which were not signed</Message>"
            + $"<HeadersNotSigned>{name}</HeadersNotSigned>",
            "<Code>AccessDenied</Code>");
        var list = await S3.ListObjectsV2Async(new() { BucketName = Bucket });
        Assert.Equal("secret", Assert.Single(list.S3Objects).Key);
    }

    [Fact]
    public async Task A_presigned_PUT_takes_the_headers_that_were_presigned_and_the_hash_of_its_body()
    {
        var request = Request(HttpVerb.PUT, "upload");
        request.Headers["x-amz-meta-owner"] = "ada";
        using var put = new HttpRequestMessage(HttpMethod.Put, S3.GetPreSignedURL(request));
        put.Content = new ByteArrayContent("hello"u8.ToArray());
        put.Headers.Add("x-amz-meta-owner", "ada");
        put.Headers.Add("x-amz-content-sha256", "UNSIGNED-PAYLOAD");
        await ExpectAsync(put, 200, "", "");
        using var stored = await S3.GetObjectAsync(Bucket, "upload");
        Assert.Equal("ada", stored.Metadata["owner"]);
    }

    [Theory]
    [InlineData("host;x-amz-target", true)]
    [InlineData("x-amz-target;host", true)]
    [InlineData("Host;X-Amz-Target", true)]
    [InlineData("host;host-x-amz-target;x-amz-target", true)]
    [InlineData("host;x-amz-target2", false)]
    [InlineData("host;a-x-amz-target", false)]
    [InlineData("host;x-amz-targetx-amz-target", false)]
    [InlineData("x-amz-target;hostess", false)]
    [InlineData("", false)]
    public void A_name_in_the_list_is_a_whole_name(string signedHeaders, bool isSigned)
    {
        var headers = new HeaderDictionary { ["Host"] = "h", ["X-Amz-Target"] = "t" };
        Assert.Equal(isSigned, SignedHeaderRules.Check(headers, signedHeaders, isS3: false) is null);
    }

    private HttpRequestMessage Signed(string service, HttpMethod method, string path, string body)
    {
        var message = new HttpRequestMessage(method, _host.Url + path);
        if (body.Length > 0)
        {
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        }

        new SigV4Signer(_host.Services.Credentials.Root, "us-east-1", _time)
            .Sign(message, Encoding.UTF8.GetBytes(body), service);
        return message;
    }

    /// <summary>Signs the headers that are named and no others.</summary>
    private void Authorize(HttpRequestMessage request, string service, string path, string signedHeaders)
    {
        var timestamp = _time.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'");
        var scope = new CredentialScope(timestamp[..8], "us-east-1", service, CredentialScope.Aws4Request);
        var headers = new HeaderDictionary { ["x-amz-date"] = timestamp };
        var canonical = new CanonicalRequest(
            "GET", path, "", headers, signedHeaders, Convert.ToHexStringLower(SHA256.HashData([])), service == "s3");
        Span<byte> signature = stackalloc byte[32];
        canonical.Sign(new SigningKeys().Get("test", scope), timestamp, scope, signature);
        request.Headers.Add("x-amz-date", timestamp);
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"{SignatureClaim.Algorithm} Credential=test/{scope}, SignedHeaders={signedHeaders}, "
            + $"Signature={Convert.ToHexStringLower(signature)}");
    }

    private string Presigned(HttpVerb verb, string key) => S3.GetPreSignedURL(Request(verb, key));

    private GetPreSignedUrlRequest Request(HttpVerb verb, string key) => new()
    {
        BucketName = Bucket,
        Key = key,
        Verb = verb,
        Protocol = Protocol.HTTP,
        Expires = _time.GetUtcNow().UtcDateTime.AddMinutes(10),
    };

    private async Task ExpectAsync(HttpRequestMessage request, int status, string expected, string andThis)
    {
        using var response = await _host.Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync()
            + (response.Headers.TryGetValues("x-amzn-ErrorType", out var types) ? types.Single() : "");
        Assert.Equal((HttpStatusCode)status, response.StatusCode);
        Assert.Contains(expected, text.Replace("\\u0027", "'"), StringComparison.Ordinal);
        Assert.Contains(andThis, text.Replace("\\u0027", "'"), StringComparison.Ordinal);
    }
}
