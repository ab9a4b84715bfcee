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

    private Task<TestHost> StartAsync() =>
        TestHost.StartAsync(new LocalAwsOptions { DataFolder = new DirectoryInfo(_folder.Path) });

    private static AmazonS3Client S3(TestHost host) =>
        new(TestHost.Root, host.Configure(new AmazonS3Config { ForcePathStyle = true }));

    private string[] Files() => Directory.GetFiles(Path.Combine(_folder.Path, "objects"));
}
