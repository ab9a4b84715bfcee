using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Amazon.S3;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Tests.Wire.SigV4;

/// <summary>
/// URLs that are presigned with Signature Version 2. Each test writes out what a client signs.
/// Documented(https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html).
/// </summary>
public sealed class PresignedV2UrlTests : IAsyncLifetime
{
    private const string Key = "/presigned/a%20key";

    private readonly ManualTime _time = new(TimeProvider.System.GetUtcNow());
    private TestHost _host = null!;

    private long InTenMinutes => _time.GetUtcNow().AddMinutes(10).ToUnixTimeSeconds();

    public async Task InitializeAsync()
    {
        _host = await TestHost.StartAsync(new LocalAwsOptions { Time = _time });
        using var s3 = new AmazonS3Client(TestHost.Root, _host.Configure(new AmazonS3Config { ForcePathStyle = true }));
        await s3.PutBucketAsync("presigned");
        await s3.PutObjectAsync(new() { BucketName = "presigned", Key = "a key", ContentBody = "content" });
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    /// <summary>The example of AWS's page as it stood in 2009, whose signature is right.</summary>
    [Theory]
    [InlineData("NpgCjnDzrM+WFzoENXmpNDUsSn8=", true)]
    [InlineData("npgCjnDzrM+WFzoENXmpNDUsSn8=", false)]
    [InlineData("NpgCjnDzrM+WFzoENXmpNDUsSn8", false)]
    [InlineData("NpgC", false)]
    [InlineData("NpgCjnDzrM+WFzoENXmpNDUsSn8=AAAAAAAAAAAAAAAAAAAAAAAAAAAA", false)]
    [InlineData("", false)]
    public void A_signature_is_the_HMAC_SHA1_in_base64(string signature, bool isRight)
    {
        var credential = new Credential(
            "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", null, Principal.Anonymous);
        const string signed = "GET\n\n\n1175139620\n/johnsmith/photos/puppy.jpg";
        Assert.Equal(isRight, SigV2Verifier.Matches(credential, signed, signature));
    }

    [Fact]
    public async Task Puts_and_gets_without_credentials()
    {
        var expires = InTenMinutes;
        using var content = new StringContent("hello");
        content.Headers.ContentType = new("text/plain");
        using var put = await _host.Http.PutAsync(
            Url(expires, $"PUT\n\ntext/plain\n{expires}\n{Key}", "content-type=text/plain"), content);
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        using var got = await _host.Http.GetAsync(Url(expires, $"GET\n\n\n{expires}\n{Key}"));
        Assert.Equal("hello", await got.Content.ReadAsStringAsync());
        Assert.Equal("text/plain", got.Content.Headers.ContentType!.ToString());
    }

    [Fact]
    public async Task Signs_sub_resources_and_overridden_headers_with_their_decoded_values()
    {
        var expires = InTenMinutes;
        using var got = await _host.Http.GetAsync(Url(
            expires,
            $"GET\n\n\n{expires}\n{Key}?response-cache-control=no-store&response-content-type=text/x y",
            "response-content-type=text%2Fx%20y&other=1&response-cache-control=no-store"));
        Assert.Equal(HttpStatusCode.OK, got.StatusCode);
        Assert.Equal("no-store", got.Headers.CacheControl!.ToString());

        // AWS's page has the bucket as it is in the path, botocore has a slash behind it.
        foreach (var bucket in new[] { "/presigned", "/presigned/" })
        {
            using var location = await _host.Http.GetAsync(
                Url(expires, $"GET\n\n\n{expires}\n{bucket}?location", "location", "/presigned"));
            Assert.Contains("LocationConstraint", await location.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    /// <summary>boto3 presigns headers into the query, where S3 reads them.</summary>
    [Fact]
    public async Task Reads_headers_out_of_the_query()
    {
        var expires = InTenMinutes;
        using var put = await _host.Http.PutAsync(
            Url(
                expires,
                $"PUT\n\n\n{expires}\nx-amz-meta-a:b\nx-amz-tagging:c=d\n{Key}",
                "x-amz-tagging=c%3Dd&x-amz-meta-a=b"),
            null);
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        using var got = await _host.Http.GetAsync(Url(expires, $"GET\n\n\n{expires}\n{Key}"));
        Assert.Equal(
            ("1", "b"),
            (got.Headers.GetValues("x-amz-tagging-count").Single(), got.Headers.GetValues("x-amz-meta-a").Single()));

        using var copied = await _host.Http.PutAsync(
            Url(
                expires,
                $"PUT\n\n\n{expires}\nx-amz-copy-source:presigned/a key\n/presigned/copy",
                "x-amz-copy-source=presigned%2Fa%20key",
                "/presigned/copy"),
            null);
        Assert.Contains("CopyObjectResult", await copied.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signs_the_bucket_of_a_virtual_host()
    {
        var expires = InTenMinutes;
        using var message = new HttpRequestMessage(
            HttpMethod.Get, Url(expires, $"GET\n\n\n{expires}\n{Key}", path: "/a%20key"));
        message.Headers.Host = "presigned.localhost";
        using var got = await _host.Http.SendAsync(message);
        Assert.Equal("content", await got.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Takes_temporary_credentials_with_their_token_only()
    {
        var function = _host.Services.Credentials.IssueForRole("role", "session");
        var expires = InTenMinutes;
        var token = Uri.EscapeDataString(function.SessionToken!);
        var signed = $"GET\n\n\n{expires}\nx-amz-security-token:{function.SessionToken}\n{Key}";
        using var got = await _host.Http.GetAsync(
            Url(expires, signed, $"x-amz-security-token={token}", credential: function));
        Assert.Equal("content", await got.Content.ReadAsStringAsync());
        var withoutToken = Url(expires, $"GET\n\n\n{expires}\n{Key}", credential: function);
        await MustFailAsync(HttpStatusCode.BadRequest, "InvalidToken", withoutToken);
    }

    [Fact]
    public async Task Is_good_for_what_was_signed_only()
    {
        var expires = InTenMinutes;
        var url = Url(expires, $"GET\n\n\n{expires}\n{Key}");
        const HttpStatusCode forbidden = HttpStatusCode.Forbidden;
        const string mismatch = "SignatureDoesNotMatch";
        await MustFailAsync(forbidden, mismatch, url.Replace("/a%20key", "/b%20key", StringComparison.Ordinal));
        await MustFailAsync(forbidden, mismatch, url + "&tagging");
        await MustFailAsync(forbidden, mismatch, url + "&response-content-type=text/html");
        await MustFailAsync(forbidden, mismatch, url + "&x-amz-acl=public-read");
        await MustFailAsync(
            forbidden, mismatch, url.Replace($"Expires={expires}", $"Expires={expires + 1}", StringComparison.Ordinal));
        using var message = new HttpRequestMessage(HttpMethod.Get, url);
        message.Headers.Add("x-amz-checksum-mode", "ENABLED");
        using var more = await _host.Http.SendAsync(message);
        Assert.Contains(mismatch, await more.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var put = await _host.Http.PutAsync(url, null);
        Assert.Contains(mismatch, await put.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Expires()
    {
        var url = Url(InTenMinutes, $"GET\n\n\n{InTenMinutes}\n{Key}");
        _time.Advance(TimeSpan.FromMinutes(11));
        await MustFailAsync(HttpStatusCode.Forbidden, "AccessDenied</Code><Message>Request has expired", url);
    }

    /// <summary>Recorded by others: https://github.com/ceph/s3-tests, and S3's own texts in issue trackers.</summary>
    [Theory]
    [InlineData("AWSAccessKeyId=test", "requires the Signature, Expires and AWSAccessKeyId parameters")]
    [InlineData("AWSAccessKeyId=test&Signature=a", "requires the Signature, Expires and AWSAccessKeyId parameters")]
    [InlineData("AWSAccessKeyId=&Signature=a&Expires=1", "requires the Signature, Expires and AWSAccessKeyId")]
    [InlineData("AWSAccessKeyId=test&Signature=a&Expires=soon", "Invalid date (should be seconds since epoch): soon")]
    [InlineData("AWSAccessKeyId=test&Signature=a&Expires=4294967296", "since epoch): 4294967296")]
    [InlineData("AWSAccessKeyId=test&Signature=a&Expires=-1", "Invalid date (should be seconds since epoch): -1")]
    public async Task Names_what_is_missing_or_wrong(string query, string text) =>
        await MustFailAsync(HttpStatusCode.Forbidden, text, $"{Key}?{query}");

    [Fact]
    public async Task Knows_no_foreign_key() => await MustFailAsync(
        HttpStatusCode.Forbidden, "InvalidAccessKeyId", $"{Key}?AWSAccessKeyId=AKIA&Signature=a&Expires=1890000000");

    private async Task MustFailAsync(HttpStatusCode status, string text, string url)
    {
        using var response = await _host.Http.GetAsync(url);
        Assert.Contains(text, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(status, response.StatusCode);
    }

    private string Url(
        long expires, string signed, string? query = null, string path = Key, Credential? credential = null)
    {
        credential ??= _host.Services.Credentials.Root;
#pragma warning disable CA5350 // Signature Version 2 is made of it.
        var signature = Convert.ToBase64String(HMACSHA1.HashData(
            Encoding.UTF8.GetBytes(credential.SecretAccessKey), Encoding.UTF8.GetBytes(signed)));
#pragma warning restore CA5350
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{path}?AWSAccessKeyId={credential.AccessKeyId}&Signature={Uri.EscapeDataString(signature)}"
            + $"&Expires={expires}{(query is null ? "" : "&" + query)}");
    }
}
