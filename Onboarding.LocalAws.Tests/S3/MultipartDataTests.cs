using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Tests.Kernel.Journal;

namespace Onboarding.LocalAws.Tests.S3;

/// <summary>Local: uploads in parts below a data folder, and what a restart leaves of them.</summary>
public sealed class MultipartDataTests : IDisposable
{
    private const string Bucket = "kept";

    private static readonly byte[] First = new byte[5 * 1024 * 1024];
    private static readonly byte[] Last = [1, 2, 3];

    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_upload_goes_on_after_a_restart_and_its_object_survives_the_next(bool isCompacted)
    {
        string uploadId;
        List<PartETag> parts = [];
        await using (var host = await StartAsync())
        {
            using var s3 = S3(host);
            await s3.PutBucketAsync(Bucket);
            uploadId = (await s3.InitiateMultipartUploadAsync(new InitiateMultipartUploadRequest
            {
                BucketName = Bucket,
                Key = "k",
                ContentType = "text/plain",
            })).UploadId;
            parts.Add(await PartAsync(s3, uploadId, 1, First));
            await PartAsync(s3, uploadId, 3, First);
            await CompactAsync(host, isCompacted);
        }

        await using (var host = await StartAsync())
        {
            using var s3 = S3(host);
            var kept = await s3.ListPartsAsync(Bucket, "k", uploadId);
            Assert.Equal([1, 3], kept.Parts.Select(p => p.PartNumber!.Value));
            parts.Add(await PartAsync(s3, uploadId, 2, Last));
            await s3.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest
            {
                BucketName = Bucket,
                Key = "k",
                UploadId = uploadId,
                PartETags = parts,
            });
            Assert.Single(Files());
            await CompactAsync(host, isCompacted);
        }

        await using var last = await StartAsync();
        using var client = S3(last);
        using var got = await client.GetObjectAsync(Bucket, "k");
        Assert.Equal((First.Length + Last.Length, "text/plain"), (got.ContentLength, got.Headers.ContentType));
        Assert.EndsWith("-2\"", got.ETag, StringComparison.Ordinal);
        using var content = new MemoryStream();
        await got.ResponseStream.CopyToAsync(content);
        Assert.Equal(First.Concat(Last), content.ToArray());
        Assert.Empty((await client.ListMultipartUploadsAsync(Bucket)).MultipartUploads ?? []);
    }

    /// <summary>A copy of the folder while the host runs is what a crash leaves.</summary>
    [Fact]
    public async Task A_crash_between_parts_and_right_after_the_completion_loses_nothing_that_was_answered()
    {
        await using var host = await StartAsync();
        using var s3 = S3(host);
        await s3.PutBucketAsync(Bucket);
        var uploadId = (await s3.InitiateMultipartUploadAsync(Bucket, "k")).UploadId;
        List<PartETag> parts = [await PartAsync(s3, uploadId, 1, First)];
        using var between = CopyFolder();
        parts.Add(await PartAsync(s3, uploadId, 2, Last));
        var completion = new CompleteMultipartUploadRequest
        {
            BucketName = Bucket,
            Key = "k",
            UploadId = uploadId,
            PartETags = parts,
        };
        await s3.CompleteMultipartUploadAsync(completion);
        using var after = CopyFolder();

        await using (var goesOn = await StartAsync(between))
        {
            using var client = S3(goesOn);
            Assert.Equal(1, Assert.Single((await client.ListPartsAsync(Bucket, "k", uploadId)).Parts).PartNumber);
            await PartAsync(client, uploadId, 2, Last);
            await client.CompleteMultipartUploadAsync(completion);
            Assert.Equal(First.Length + Last.Length, (await client.GetObjectMetadataAsync(Bucket, "k")).ContentLength);
        }

        await using var completed = await StartAsync(after);
        using var last = S3(completed);
        Assert.Equal(First.Length + Last.Length, (await last.GetObjectMetadataAsync(Bucket, "k")).ContentLength);
        // The client that has lost the answer gets it again.
        await last.CompleteMultipartUploadAsync(completion);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Tags_and_CORS_rules_survive_a_restart(bool isCompacted)
    {
        await using (var host = await StartAsync())
        {
            using var s3 = S3(host);
            await s3.PutBucketAsync(Bucket);
            await s3.PutCORSConfigurationAsync(new PutCORSConfigurationRequest
            {
                BucketName = Bucket,
                Configuration = new()
                {
                    Rules = [new CORSRule { AllowedOrigins = ["https://a.example"], AllowedMethods = ["GET"] }],
                },
            });
            await s3.PutObjectAsync(
                new() { BucketName = Bucket, Key = "k", TagSet = [new() { Key = "a", Value = "b" }] });
            await s3.PutObjectAsync(new() { BucketName = Bucket, Key = "later" });
            await s3.PutObjectTaggingAsync(new()
            {
                BucketName = Bucket,
                Key = "later",
                Tagging = new Tagging { TagSet = [new() { Key = "c", Value = "d" }] },
            });
            await CompactAsync(host, isCompacted);
        }

        await using var restarted = await StartAsync();
        using var client = S3(restarted);
        var rules = (await client.GetCORSConfigurationAsync(Bucket)).Configuration.Rules;
        Assert.Equal("https://a.example", Assert.Single(Assert.Single(rules).AllowedOrigins));
        foreach (var (key, tag) in new[] { ("k", "a"), ("later", "c") })
        {
            var tags = await client.GetObjectTaggingAsync(
                new GetObjectTaggingRequest { BucketName = Bucket, Key = key });
            Assert.Equal(tag, Assert.Single(tags.Tagging).Key);
        }
    }

    [Fact]
    public async Task An_abort_survives_and_leaves_no_file()
    {
        string uploadId;
        await using (var host = await StartAsync())
        {
            using var s3 = S3(host);
            await s3.PutBucketAsync(Bucket);
            uploadId = (await s3.InitiateMultipartUploadAsync(Bucket, "k")).UploadId;
            await PartAsync(s3, uploadId, 1, First);
            Assert.Single(Files());
            await s3.AbortMultipartUploadAsync(Bucket, "k", uploadId);
            Assert.Empty(Files());
        }

        await using var restarted = await StartAsync();
        using var client = S3(restarted);
        var fault = await Assert.ThrowsAsync<AmazonS3Exception>(() => client.ListPartsAsync(Bucket, "k", uploadId));
        Assert.Equal((HttpStatusCode.NotFound, "NoSuchUpload"), (fault.StatusCode, fault.ErrorCode));
    }

    private static async Task<PartETag> PartAsync(AmazonS3Client s3, string uploadId, int number, byte[] content) =>
        new(number, (await s3.UploadPartAsync(new UploadPartRequest
        {
            BucketName = Bucket,
            Key = "k",
            UploadId = uploadId,
            PartNumber = number,
            InputStream = new MemoryStream(content),
        })).ETag);

    private static Task CompactAsync(TestHost host, bool isCompacted) =>
        isCompacted ? host.Services.CompactAsync() : Task.CompletedTask;

    private Task<TestHost> StartAsync() => StartAsync(_folder);

    private static Task<TestHost> StartAsync(DataFolder folder) =>
        TestHost.StartAsync(new LocalAwsOptions { DataFolder = new DirectoryInfo(folder.Path) });

    private DataFolder CopyFolder()
    {
        var copy = _folder.Copy();
        var objects = Directory.CreateDirectory(Path.Combine(copy.Path, "objects"));
        foreach (var file in Files())
        {
            File.Copy(file, Path.Combine(objects.FullName, Path.GetFileName(file)));
        }

        return copy;
    }

    private static AmazonS3Client S3(TestHost host) =>
        new(TestHost.Root, host.Configure(new AmazonS3Config { ForcePathStyle = true }));

    private string[] Files() => Directory.GetFiles(Path.Combine(_folder.Path, "objects"));
}
