using System.Globalization;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Onboarding.IntegrationTests.Host;

namespace Onboarding.IntegrationTests.Memory;

/// <summary>The memory of a real host process under forged, many and large bodies.</summary>
[Trait("Category", "Slow")]
public sealed class MemoryTests
{
    private const long SizeBytesMax = 250 * HostMemory.Megabyte;

    [LinuxFact]
    public async Task Six_forged_bodies_of_400_MB_are_refused_and_take_no_memory()
    {
        await using var host = HostProcess.Start("aws", "--port", "0", "--no-dashboard", "--ready-file", "{ready}");
        var url = new Uri((await host.ReadyAsync()).GetProperty("edgeUrl").GetString()!);
        using var connections = new HeldConnections(url);
        const long size = 400 * HostMemory.Megabyte;
        var head = $"PUT /bucket/key HTTP/1.1\r\nHost: {url.Authority}\r\nContent-Length: {size}\r\n"
            + "x-amz-content-sha256: UNSIGNED-PAYLOAD\r\n" + Signature("AKIAFORGED", "s3", "host;x-amz-date");
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => connections.SendWithBodyAsync(head, size)));
        Assert.All(answers, answer => Assert.Contains(answer, (string[])["HTTP/1.1 403", "cut off"]));
        Assert.InRange(HostMemory.PeakSizeBytes(host.Id), 1, SizeBytesMax);
    }

    /// <summary>Only the body tells that the signature is wrong: each is read, and all share one budget.</summary>
    [LinuxFact]
    public async Task A_flood_of_bodies_that_have_to_be_read_shares_the_budget()
    {
        await using var host = HostProcess.Start("aws", "--port", "0", "--no-dashboard", "--ready-file", "{ready}");
        var url = new Uri((await host.ReadyAsync()).GetProperty("edgeUrl").GetString()!);
        using var connections = new HeldConnections(url);
        const long size = 15 * HostMemory.Megabyte;
        var head = $"POST / HTTP/1.1\r\nHost: {url.Authority}\r\nContent-Length: {size}\r\n"
            + "X-Amz-Target: DynamoDB_20120810.PutItem\r\n"
            + Signature("test", "dynamodb", "host;x-amz-date;x-amz-target");
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 64).Select(_ => connections.SendWithBodyAsync(head, size)));
        Assert.All(answers, answer => Assert.Contains(answer, (string[])["HTTP/1.1 400", "HTTP/1.1 503"]));
        Assert.Contains("HTTP/1.1 400", answers);
        Assert.InRange(HostMemory.PeakSizeBytes(host.Id), 1, SizeBytesMax);
    }

    [LinuxFact]
    public async Task A_gigabyte_up_and_down_adds_200_MB_at_most()
    {
        using var data = new TemporaryFolder();
        await using var host = HostProcess.Start(
            "aws", "--port", "0", "--no-dashboard", "--data", data.Path, "--ready-file", "{ready}");
        using var s3 = S3((await host.ReadyAsync()).GetProperty("edgeUrl").GetString()!);
        await s3.PutBucketAsync("large");
        await RoundTripAsync(s3, 3 * HostMemory.Megabyte);
        var before = HostMemory.ResidentSizeBytes(host.Id);

        await RoundTripAsync(s3, 1_000_000_000);
        Assert.InRange(HostMemory.PeakSizeBytes(host.Id), 1, before + (200 * HostMemory.Megabyte));
    }

    [Fact]
    public async Task A_hundred_megabytes_are_there_after_a_kill_with_every_range()
    {
        const long size = 100 * HostMemory.Megabyte;
        using var data = new TemporaryFolder();
        string[] arguments = ["aws", "--port", "0", "--no-dashboard", "--data", data.Path, "--ready-file", "{ready}"];
        await using (var killed = HostProcess.Start(arguments))
        {
            using var s3 = S3((await killed.ReadyAsync()).GetProperty("edgeUrl").GetString()!);
            await s3.PutBucketAsync("large");
            await RoundTripAsync(s3, size);
            // One that is under way when the host dies leaves nothing.
            var torn = s3.PutObjectAsync(new PutObjectRequest
            {
                BucketName = "large",
                Key = "torn",
                InputStream = new PatternStream(size * 10),
            });
            await killed.KillAsync();
            await Assert.ThrowsAnyAsync<Exception>(() => torn);
        }

        await using var host = HostProcess.Start(arguments);
        using var after = S3((await host.ReadyAsync()).GetProperty("edgeUrl").GetString()!);
        Assert.Single((await after.ListObjectsV2Async(new() { BucketName = "large" })).S3Objects);
        Assert.Single(Directory.GetFiles(Path.Combine(data.Path, "objects")));
        foreach (var (from, to) in new[] { (0L, size - 1), (size / 2, (size / 2) + 70_000), (size - 1, size - 1) })
        {
            using var part = await after.GetObjectAsync(
                new GetObjectRequest { BucketName = "large", Key = "k", ByteRange = new ByteRange(from, to) });
            Assert.Equal(to - from + 1, await PatternStream.CompareAsync(part.ResponseStream, from));
        }
    }

    private static async Task RoundTripAsync(AmazonS3Client s3, long sizeBytes)
    {
        await s3.PutObjectAsync(new PutObjectRequest
        {
            BucketName = "large",
            Key = "k",
            InputStream = new PatternStream(sizeBytes),
        });
        using var answer = await s3.GetObjectAsync("large", "k");
        Assert.Equal(sizeBytes, await PatternStream.CompareAsync(answer.ResponseStream, from: 0));
    }

    private static AmazonS3Client S3(string url) => new(
        new BasicAWSCredentials("test", "test"),
        new AmazonS3Config
        {
            ServiceURL = url,
            AuthenticationRegion = "us-east-1",
            ForcePathStyle = true,
            MaxErrorRetry = 0,
        });

    /// <summary>The end of a head: well formed, of today, and wrong.</summary>
    private static string Signature(string accessKeyId, string service, string signedHeaders)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var timestamp = now.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        return $"x-amz-date: {timestamp}\r\nAuthorization: AWS4-HMAC-SHA256 "
            + $"Credential={accessKeyId}/{timestamp[..8]}/us-east-1/{service}/aws4_request, "
            + $"SignedHeaders={signedHeaders}, Signature={new string('0', 64)}\r\n\r\n";
    }
}
