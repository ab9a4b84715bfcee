using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Wire.SigV4;

/// <summary>URLs that the unmodified SDK presigns, used by a plain HTTP client.</summary>
public sealed class PresignedUrlTests : IAsyncLifetime
{
    // The SDK signs with the machine's clock.
    private readonly ManualTime _time = new(TimeProvider.System.GetUtcNow());
    private TestHost _host = null!;
    private AmazonS3Client S3 { get; set; } = null!;

    public async Task InitializeAsync()
    {
        _host = await TestHost.StartAsync(new LocalAwsOptions { Time = _time });
        S3 = new AmazonS3Client(TestHost.Root, _host.Configure(new AmazonS3Config { ForcePathStyle = true }));
        await S3.PutBucketAsync("presigned");
    }

    public async Task DisposeAsync()
    {
        S3.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Puts_and_gets_without_credentials()
    {
        using var content = new StringContent("hello");
        content.Headers.ContentType = null;
        using var put = await _host.Http.PutAsync(Url(HttpVerb.PUT), content);
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Equal("hello", await _host.Http.GetStringAsync(Url(HttpVerb.GET)));
    }

    [Fact]
    public async Task Expires()
    {
        var url = Url(HttpVerb.GET);
        _time.Advance(TimeSpan.FromMinutes(11));
        using var response = await _host.Http.GetAsync(url);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains(
            "<Code>AccessDenied</Code><Message>Request has expired</Message>",
            await response.Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_good_for_its_key_and_method_only()
    {
        using var other = await _host.Http.GetAsync(
            Url(HttpVerb.GET).Replace("/a%20key", "/b%20key", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Forbidden, other.StatusCode);
        using var put = await _host.Http.PutAsync(Url(HttpVerb.GET), null);
        Assert.Contains("SignatureDoesNotMatch", await put.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?AWSAccessKeyId=test&Signature=abc&Expires=1890000000", null)]
    [InlineData("", "AWS test:abc")]
    public async Task Names_the_way_out_of_signature_version_2(string query, string? authorization)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, "/presigned/k" + query);
        message.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var response = await _host.Http.SendAsync(message);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(
            "Please use AWS4-HMAC-SHA256", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private string Url(HttpVerb verb) => S3.GetPreSignedURL(new GetPreSignedUrlRequest
    {
        BucketName = "presigned",
        Key = "a key",
        Verb = verb,
        Protocol = Protocol.HTTP,
        Expires = _time.GetUtcNow().UtcDateTime.AddMinutes(10),
    });
}
