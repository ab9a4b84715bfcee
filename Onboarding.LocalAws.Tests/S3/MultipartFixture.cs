using System.Security.Cryptography;
using Amazon.S3.Model;

namespace Onboarding.LocalAws.Tests.S3;

/// <summary>Uploads in parts.</summary>
public abstract class MultipartFixture : S3Fixture
{
    protected const int PartSize = 5 * 1024 * 1024;

    protected static byte[] First { get; } = Pattern(PartSize, seed: 11);

    /// <summary>Small enough to lie in memory.</summary>
    protected static byte[] Last { get; } = Pattern(1_000, seed: 12);

    protected static byte[] Whole { get; } = [.. First, .. Last];

    protected async Task<(InitiateMultipartUploadResponse Upload, List<PartETag> Parts)> UploadAsync(
        string key, params byte[][] contents)
    {
        var upload = await S3.InitiateMultipartUploadAsync(Bucket, key);
        List<PartETag> parts = [];
        foreach (var content in contents)
        {
            parts.Add(await PartAsync(upload, parts.Count + 1, content));
        }

        return (upload, parts);
    }

    protected async Task<PartETag> PartAsync(InitiateMultipartUploadResponse upload, int number, byte[] content)
    {
        using var stream = new MemoryStream(content);
        var answer = await S3.UploadPartAsync(new UploadPartRequest
        {
            BucketName = Bucket,
            Key = upload.Key,
            UploadId = upload.UploadId,
            PartNumber = number,
            InputStream = stream,
        });
        return new PartETag(number, answer.ETag);
    }

    protected static CompleteMultipartUploadRequest Completion(
        InitiateMultipartUploadResponse upload, IEnumerable<PartETag> parts) => new()
        {
            BucketName = Bucket,
            Key = upload.Key,
            UploadId = upload.UploadId,
            PartETags = [.. parts],
        };

    protected Task<CompleteMultipartUploadResponse> CompleteAsync(
        InitiateMultipartUploadResponse upload, IEnumerable<PartETag> parts) =>
        S3.CompleteMultipartUploadAsync(Completion(upload, parts));

#pragma warning disable CA5351 // An S3 entity tag is the MD5 of the content.
    protected static byte[] Md5(byte[] content) => MD5.HashData(content);
#pragma warning restore CA5351
}
