using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.S3;

/// <summary>What is told of an object beside its content: attributes and its ACL.</summary>
public sealed class ObjectAttributesTests : MultipartFixture
{
    private static readonly List<ObjectAttributes> All =
    [
        ObjectAttributes.ETag, ObjectAttributes.Checksum, ObjectAttributes.ObjectParts, ObjectAttributes.StorageClass,
        ObjectAttributes.ObjectSize,
    ];

    /// <summary>Documented(https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAttributes.html).</summary>
    [Fact]
    public async Task Tells_all_attributes_of_an_object_or_those_that_are_asked_for()
    {
        var put = await S3.PutObjectAsync(new PutObjectRequest
        {
            BucketName = Bucket,
            Key = "k",
            ContentBody = "content",
            ChecksumAlgorithm = ChecksumAlgorithm.SHA256,
        });
        var all = await AttributesAsync("k", All);
        Assert.Equal(put.ETag.Trim('"'), all.ETag);
        Assert.Equal(put.ChecksumSHA256, all.Checksum.ChecksumSHA256);
        Assert.Equal(ChecksumType.FULL_OBJECT, all.Checksum.ChecksumType);
        Assert.Equal((7, S3StorageClass.Standard), (all.ObjectSize, all.StorageClass));
        Assert.Equal((await S3.GetObjectMetadataAsync(Bucket, "k")).LastModified, all.LastModified);

        var size = await AttributesAsync("k", [ObjectAttributes.ObjectSize]);
        Assert.Equal((7, null, null, null), (size.ObjectSize, size.ETag, size.StorageClass, size.Checksum));
    }

    /// <summary>Recorded by LocalStack's test suite: without checksums of parts their number is all.</summary>
    [Fact]
    public async Task Counts_the_parts_of_an_upload_without_checksums()
    {
        var (upload, parts) = await UploadAsync("k", First, Last);
        await CompleteAsync(upload, parts);
        var found = await AttributesAsync("k", All);
        Assert.Equal((2, Whole.Length), (found.ObjectParts.TotalPartsCount, found.ObjectSize));
        Assert.Empty(found.ObjectParts.Parts ?? []);
        Assert.NotNull(found.Checksum.ChecksumCRC64NVME);
    }

    /// <summary>Documented(https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAttributesParts.html).</summary>
    [Fact]
    public async Task Lists_parts_with_composite_checksums_in_pages()
    {
        var upload = await S3.InitiateMultipartUploadAsync(new InitiateMultipartUploadRequest
        {
            BucketName = Bucket,
            Key = "k",
            ChecksumAlgorithm = ChecksumAlgorithm.SHA256,
        });
        var completion = Completion(upload, []);
        foreach (var content in new[] { First, Last })
        {
            using var stream = new MemoryStream(content);
            var part = await S3.UploadPartAsync(new UploadPartRequest
            {
                BucketName = Bucket,
                Key = "k",
                UploadId = upload.UploadId,
                PartNumber = completion.PartETags.Count + 1,
                InputStream = stream,
                ChecksumAlgorithm = ChecksumAlgorithm.SHA256,
            });
            completion.PartETags.Add(
                new PartETag(part.PartNumber!.Value, part.ETag) { ChecksumSHA256 = part.ChecksumSHA256 });
        }

        await S3.CompleteMultipartUploadAsync(completion);
        var first = (await AttributesAsync("k", All, maxParts: 1)).ObjectParts;
        Assert.Equal((true, 1, 1, 2), (first.IsTruncated, first.MaxParts, first.NextPartNumberMarker,
            first.TotalPartsCount));
        var second = (await AttributesAsync("k", All, maxParts: 1, marker: first.NextPartNumberMarker)).ObjectParts;
        Assert.Equal((false, 1, 2), (second.IsTruncated, second.PartNumberMarker, second.NextPartNumberMarker));
        var last = Assert.Single(second.Parts);
        Assert.Equal((2, Last.Length), (last.PartNumber, last.Size));
        Assert.Equal(completion.PartETags[1].ChecksumSHA256, last.ChecksumSHA256);
    }

    [Theory]
    [InlineData("x-amz-object-attributes: ETag, Size", "Invalid attribute name specified.")]
    [InlineData("x-amz-meta-a: b", "Invalid attribute name specified.")]
    [InlineData("x-amz-max-parts: -1", "x-amz-max-parts must be an integer between 0 and 2147483647")]
    public async Task Refuses_what_is_no_attribute(string header, string text)
    {
        await PutAsync("k");
        string[] headers = header.StartsWith("x-amz-max", StringComparison.Ordinal)
            ? [header, "x-amz-object-attributes: ETag"]
            : [header];
        using var response = await Host.SendSignedAsync("s3", HttpMethod.Get, $"/{Bucket}/k?attributes", "", headers);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var body = await response.Content.ReadAsStringAsync();
        Assert.Contains("<Code>InvalidArgument</Code>", body, StringComparison.Ordinal);
        Assert.Contains(text, body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Needs_an_object()
    {
        Assert.Equal((HttpStatusCode.NotFound, "NoSuchKey"), await FaultAsync(() => AttributesAsync("none", All)));
        Assert.Equal((HttpStatusCode.NotFound, "NoSuchKey"), await FaultAsync(
            () => S3.GetObjectAclAsync(new GetObjectAclRequest { BucketName = Bucket, Key = "none" })));
    }

    /// <summary>Documented(https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html).</summary>
    [Fact]
    public async Task Belongs_to_the_owner_of_its_bucket_and_takes_no_other_ACL()
    {
        await PutAsync("k");
        var acl = await S3.GetObjectAclAsync(new GetObjectAclRequest { BucketName = Bucket, Key = "k" });
        var grant = Assert.Single(acl.Grants);
        Assert.Equal((S3Permission.FULL_CONTROL, acl.Owner.Id), (grant.Permission, grant.Grantee.CanonicalUser));
        foreach (var path in new[] { $"/{Bucket}?acl", $"/{Bucket}/k?acl" })
        {
            using var put = await Host.SendSignedAsync("s3", HttpMethod.Put, path, "", "x-amz-acl: private");
            Assert.Equal(HttpStatusCode.NotImplemented, put.StatusCode);
            Assert.Contains("?acl", await put.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    private Task<GetObjectAttributesResponse> AttributesAsync(
        string key, List<ObjectAttributes> attributes, int? maxParts = null, int? marker = null) =>
        S3.GetObjectAttributesAsync(new GetObjectAttributesRequest
        {
            BucketName = Bucket,
            Key = key,
            ObjectAttributes = attributes,
            MaxParts = maxParts,
            PartNumberMarker = marker,
        });
}
