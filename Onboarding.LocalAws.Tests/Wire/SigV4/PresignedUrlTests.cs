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

    [Fact]
    public async Task Names_the_way_out_of_a_header_of_signature_version_2()
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, "/presigned/k");
        message.Headers.TryAddWithoutValidation("Authorization", "AWS test:abc");
        using var response = await _host.Http.SendAsync(message);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(
            "Please use AWS4-HMAC-SHA256", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    /// <summary>
    /// Recorded: https://github.com/jsoma/flatware/issues/10, https://github.com/aws/aws-sdk-js/issues/2529.
    /// </summary>
    [Fact]
    public async Task Names_the_right_region_to_a_client_of_another()
    {
        using var header = new HttpRequestMessage(HttpMethod.Get, "/presigned/k");
        header.Headers.TryAddWithoutValidation(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=test/20261122/eu-west-1/s3/aws4_request, SignedHeaders=host, Signature="
            + new string('0', 64));
        header.Headers.Add("x-amz-date", "20261122T000000Z");
        using var signed = await _host.Http.SendAsync(header);
        Assert.Equal("us-east-1", signed.Headers.GetValues("x-amz-bucket-region").Single());
        Assert.Contains(
            "<Region>us-east-1</Region>", await signed.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var get = await _host.Http.GetAsync(
            Url(HttpVerb.GET).Replace("us-east-1", "eu-west-1", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.BadRequest, get.StatusCode);
        Assert.Contains(
            "<Code>AuthorizationQueryParametersError</Code><Message>Error parsing the X-Amz-Credential parameter; the "
            + "region 'eu-west-1' is wrong; expecting 'us-east-1'</Message><Region>us-east-1</Region>",
            await get.Content.ReadAsStringAsync(),
            StringComparison.Ordinal);

        using var sdk = new AmazonS3Client(
            TestHost.Root, new AmazonS3Config { ServiceURL = _host.Url, AuthenticationRegion = "eu-west-1" });
        var fault = await Assert.ThrowsAsync<AmazonS3Exception>(() => sdk.ListBucketsAsync());
        Assert.Equal("AuthorizationHeaderMalformed", fault.ErrorCode);
        Assert.Equal(
            "The authorization header is malformed; the region 'eu-west-1' is wrong; expecting 'us-east-1'",
            fault.Message);
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
