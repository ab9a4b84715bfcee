using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.S3;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Wire.SigV4;

/// <summary>
/// Documented(https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html): a client whose clock is
/// wrong corrects it by the Date of the answer that tells it so.
/// </summary>
[Collection(nameof(SdkClock))]
public sealed class ClockSkewTests
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    [Theory]
    [InlineData(2)]
    [InlineData(-2)]
    [InlineData(25)]
    public async Task An_SDK_corrects_its_clock_by_the_answer_that_refuses_its_signature(int hours)
    {
        // The SDK signs with the machine's clock.
        var time = new ManualTime(TimeProvider.System.GetUtcNow() + TimeSpan.FromHours(hours));
        await using var host = await TestHost.StartAsync(new LocalAwsOptions { Time = time });
        using var dynamoDb = new AmazonDynamoDBClient(TestHost.Root, Retrying(host, new AmazonDynamoDBConfig()));
        using var s3 = new AmazonS3Client(TestHost.Root, Retrying(host, new AmazonS3Config { ForcePathStyle = true }));

        Assert.Empty((await dynamoDb.ListTablesAsync()).TableNames);
        await s3.PutBucketAsync("skewed");
        Assert.Equal("skewed", Assert.Single((await s3.ListBucketsAsync()).Buckets).BucketName);
    }

    /// <summary>The SDK for .NET goes by the Date of answers that succeed, too.</summary>
    [Fact]
    public async Task An_answer_is_dated_by_the_clock_that_checks_signatures()
    {
        var time = new ManualTime(TimeProvider.System.GetUtcNow());
        await using var host = await TestHost.StartAsync(new LocalAwsOptions { Time = time });
        using var dynamoDb = new AmazonDynamoDBClient(TestHost.Root, host.Configure(new AmazonDynamoDBConfig()));
        for (var step = 0; step < 3; step++)
        {
            DateTimeOffset? dated = null;
            dynamoDb.AfterResponseEvent += (_, e) =>
                dated = DateTimeOffset.Parse(((WebServiceResponseEventArgs)e).ResponseHeaders["Date"], Invariant);
            await dynamoDb.ListTablesAsync();
            Assert.InRange(time.GetUtcNow() - dated!.Value, TimeSpan.Zero, TimeSpan.FromSeconds(1));
            time.Advance(TimeSpan.FromMinutes(2));
        }
    }

    private static TConfig Retrying<TConfig>(TestHost host, TConfig config)
        where TConfig : ClientConfig
    {
        host.Configure(config).MaxErrorRetry = 1;
        return config;
    }
}
