using System.Net;
using System.Text.Json;
using Amazon.S3;
using Amazon.S3.Model;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.LocalAws.Tests.Hosting;

/// <summary>A host that plays another region and account.</summary>
public sealed class RegionTests : IAsyncLifetime, IDisposable
{
    private const string Region = "eu-west-1";
    private const string Account = "111122223333";

    private readonly LogLines _log = new();
    private TestHost _host = null!;

    public async Task InitializeAsync() => _host = await TestHost.StartAsync(
        new LocalAwsOptions { Region = Region, AccountId = Account, Logging = _log });

    public async Task DisposeAsync() => await _host.DisposeAsync();

    public void Dispose() => _log.Dispose();

    [Theory]
    [InlineData("sqs", "AmazonSQS.CreateQueue", """{"QueueName":"q"}""", $"/{Account}/q")]
    [InlineData(
        "events", "AWSEvents.CreateEventBus", """{"Name":"b"}""", $"arn:aws:events:{Region}:{Account}:event-bus/b")]
    [InlineData(
        "cognito-idp", "AWSCognitoIdentityProviderService.CreateUserPool", """{"PoolName":"p"}""",
        $"arn:aws:cognito-idp:{Region}:{Account}:userpool/{Region}_")]
    [InlineData(
        "cognito-identity", "AWSCognitoIdentityService.CreateIdentityPool",
        """{"IdentityPoolName":"p","AllowUnauthenticatedIdentities":true}""", $"\"{Region}:")]
    [InlineData(
        "dynamodb", "DynamoDB_20120810.CreateTable",
        """
        {"TableName":"users","BillingMode":"PAY_PER_REQUEST","KeySchema":[{"AttributeName":"k","KeyType":"HASH"}],
        "AttributeDefinitions":[{"AttributeName":"k","AttributeType":"S"}]}
        """,
        $"arn:aws:dynamodb:{Region}:{Account}:table/users")]
    public async Task ARNs_and_ids_follow(string service, string target, string body, string expected)
    {
        var (status, text) = await CallAsync(service, target, body);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains(expected, text, StringComparison.Ordinal);
    }

    /// <summary>Documented(https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html).</summary>
    [Fact]
    public async Task A_bucket_is_where_its_constraint_says_and_that_is_here()
    {
        using var s3 = new AmazonS3Client(TestHost.Root, Configure());
        // With an endpoint of its own the SDK for .NET names no region unless it is told to.
        var unnamed = await Assert.ThrowsAsync<AmazonS3Exception>(() => s3.PutBucketAsync("here"));
        Assert.Equal("IllegalLocationConstraintException", unnamed.ErrorCode);
        var here = new PutBucketRequest { BucketName = "here", BucketRegionName = Region };
        await s3.PutBucketAsync(here);
        Assert.Equal(Region, (await s3.GetBucketLocationAsync("here")).Location.Value);
        await Assert.ThrowsAsync<BucketAlreadyOwnedByYouException>(() => s3.PutBucketAsync(here));
        var elsewhere = await Assert.ThrowsAsync<AmazonS3Exception>(() => s3.PutBucketAsync(
            new PutBucketRequest { BucketName = "there", BucketRegionName = "eu-central-1" }));
        Assert.Equal("IllegalLocationConstraintException", elsewhere.ErrorCode);
    }

    [Fact]
    public async Task A_template_is_provisioned_here()
    {
        var stack = await _host.DeployAsync("""
            Resources:
              Lake: {Type: AWS::S3::Bucket}
              Work: {Type: AWS::SQS::Queue}
            Outputs:
              Where: {Value: !Sub "${AWS::Region} ${AWS::AccountId} ${Work.Arn} ${Lake.RegionalDomainName}"}
            """);
        Assert.Equal(
            $"{Region} {Account} arn:aws:sqs:{Region}:{Account}:onboarding-Work "
            + $"onboarding-lake.s3.{Region}.amazonaws.com",
            stack.Outputs["Where"]);
        using var s3 = new AmazonS3Client(TestHost.Root, Configure());
        Assert.Equal(Region, (await s3.GetBucketLocationAsync("onboarding-lake")).Location.Value);
    }

    /// <summary>
    /// Documented(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html).
    /// </summary>
    [Theory]
    [InlineData("test", "test", "us-east-1", "InvalidSignatureException")]
    [InlineData("AKIAEXAMPLE", "test", Region, "UnrecognizedClientException")]
    [InlineData("test", "not-the-secret", Region, "InvalidSignatureException")]
    public async Task Wrong_credentials_get_AWSs_error_and_the_log_says_once_which_are_right(
        string keyId, string secret, string region, string code)
    {
        foreach (var _ in Enumerable.Range(0, 3))
        {
            var (status, text) = await CallAsync("sqs", "AmazonSQS.ListQueues", "{}", keyId, secret, region);
            Assert.Equal(HttpStatusCode.BadRequest, status);
            using var error = JsonDocument.Parse(text);
            Assert.EndsWith(
                $"#{code}", error.RootElement.GetProperty("__type").GetString(), StringComparison.Ordinal);
        }

        var line = Assert.Single(_log.All);
        Assert.Contains(
            $"AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test, no session token, and the region {Region}",
            line,
            StringComparison.Ordinal);
        Assert.DoesNotContain("AKIAEXAMPLE", line, StringComparison.Ordinal);
        Assert.DoesNotContain("not-the-secret", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_with_a_request_otherwise_is_not_in_the_log()
    {
        var (status, _) = await CallAsync("sqs", "AmazonSQS.DeleteQueue", """{"QueueUrl":"nowhere"}""");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Empty(_log.All);
    }

    [Theory]
    [InlineData("")]
    [InlineData("europe")]
    [InlineData("EU-WEST-1")]
    [InlineData("eu-west-1a")]
    [InlineData("cn-north-1")]
    [InlineData("us-gov-west-1")]
    public async Task Another_name_is_a_fault_of_the_options(string region)
    {
        var fault = await Assert.ThrowsAsync<LocalAwsException>(
            () => TestHost.StartAsync(new LocalAwsOptions { Region = region }));
        Assert.Contains($"'{region}' is not the name of a region", fault.Message, StringComparison.Ordinal);
    }

    private AmazonS3Config Configure()
    {
        var config = _host.Configure(new AmazonS3Config { ForcePathStyle = true });
        config.AuthenticationRegion = Region;
        return config;
    }

    private async Task<(HttpStatusCode Status, string Text)> CallAsync(
        string service,
        string target,
        string body,
        string keyId = "test",
        string secret = "test",
        string region = Region)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_host.Url));
        request.Content = new StringContent(body);
        request.Content.Headers.ContentType = new("application/x-amz-json-1.0");
        request.Headers.Add("X-Amz-Target", target);
        var root = _host.Services.Credentials.Root with { AccessKeyId = keyId, SecretAccessKey = secret };
        new Onboarding.LocalAws.Wire.SigV4.SigV4Signer(root, region, _host.Services.Time)
            .Sign(request, System.Text.Encoding.UTF8.GetBytes(body), service);
        using var response = await _host.Http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
