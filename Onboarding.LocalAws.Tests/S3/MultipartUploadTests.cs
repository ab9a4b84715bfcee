using System.Net;
using Amazon.S3.Model;
using Amazon.S3.Transfer;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.S3;

/// <summary>
/// Documented(https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html): uploads in parts, from their
/// beginning to the object.
/// </summary>
public sealed class MultipartUploadTests : MultipartFixture
{
    [Theory]
    [InlineData(9_000_000, 2)]
    [InlineData(40_000_001, 8)]
    public async Task TransferUtility_sends_a_large_file_and_gets_it_back(int sizeBytes, int parts)
    {
        var content = Pattern(sizeBytes, seed: 1);
        using var transfer = new TransferUtility(S3, new TransferUtilityConfig { MinSizeBeforePartUpload = 6_000_000 });
        await transfer.UploadAsync(new TransferUtilityUploadRequest
        {
            BucketName = Bucket,
            Key = "k",
            InputStream = new MemoryStream(content),
            PartSize = PartSize,
            ContentType = "text/plain",
            Metadata = { ["a"] = "1" },
        });
        using var got = await S3.GetObjectAsync(Bucket, "k");
        Assert.EndsWith($"-{parts}\"", got.ETag, StringComparison.Ordinal);
        Assert.Equal(("text/plain", "1"), (got.Headers.ContentType, got.Metadata["a"]));
        Assert.Equal(content, await ReadAsync(got));
        Assert.Equal(sizeBytes, (await S3.GetObjectMetadataAsync(Bucket, "k")).ContentLength);
        Assert.Empty((await S3.ListMultipartUploadsAsync(Bucket)).MultipartUploads ?? []);
    }

    [Fact]
    public async Task The_entity_tag_is_the_MD5_of_the_MD5s_and_the_count()
    {
        var (upload, parts) = await UploadAsync("k", First, Last);
        var completed = await CompleteAsync(upload, parts);
        var md5s = Md5(First).Concat(Md5(Last)).ToArray();
        Assert.Equal($"\"{Convert.ToHexStringLower(Md5(md5s))}-2\"", completed.ETag);
        Assert.Equal((Bucket, "k"), (completed.BucketName, completed.Key));
        Assert.Equal(completed.ETag, (await S3.GetObjectMetadataAsync(Bucket, "k")).ETag);
        Assert.Equal(Whole, await GetAsync("k"));
        Assert.Equal(Whole.Length, Assert.Single((await S3.ListObjectsV2Async(
            new ListObjectsV2Request { BucketName = Bucket })).S3Objects).Size);
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(5_242_879, 5_242_880)]
    [InlineData(5_242_880, 5_242_889)]
    [InlineData(5_000_000, 5_243_500)]
    public async Task Gives_ranges_across_parts(long from, long to)
    {
        var (upload, parts) = await UploadAsync("k", First, Last);
        await CompleteAsync(upload, parts);
        using var got = await S3.GetObjectAsync(
            new GetObjectRequest { BucketName = Bucket, Key = "k", ByteRange = new ByteRange(from, to) });
        Assert.Equal($"bytes {from}-{to}/{Whole.Length}", got.ContentRange);
        Assert.Equal(Whole[(int)from..((int)to + 1)], await ReadAsync(got));
    }

    /// <summary>Documented(https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html).</summary>
    [Fact]
    public async Task Gives_a_part_by_its_number()
    {
        var (upload, parts) = await UploadAsync("k", First, Last);
        await CompleteAsync(upload, parts);
        using var got = await S3.GetObjectAsync(
            new GetObjectRequest { BucketName = Bucket, Key = "k", PartNumber = 2 });
        Assert.Equal((HttpStatusCode.PartialContent, 2), (got.HttpStatusCode, got.PartsCount));
        Assert.Equal($"bytes {First.Length}-{Whole.Length - 1}/{Whole.Length}", got.ContentRange);
        Assert.Equal(Last, await ReadAsync(got));
        var head = await S3.GetObjectMetadataAsync(
            new GetObjectMetadataRequest { BucketName = Bucket, Key = "k", PartNumber = 1 });
        Assert.Equal((First.Length, 2), (head.ContentLength, head.PartsCount));
    }

    [Fact]
    public async Task An_object_that_was_uploaded_whole_is_its_own_first_part()
    {
        await PutAsync("k", "content");
        using var got = await S3.GetObjectAsync(
            new GetObjectRequest { BucketName = Bucket, Key = "k", PartNumber = 1 });
        Assert.Equal("bytes 0-6/7", got.ContentRange);
        Assert.Null(got.PartsCount);
    }

    /// <summary>Recorded: public test suites that run against AWS.</summary>
    [Theory]
    [InlineData("partNumber=3", "", 416, "InvalidPartNumber")]
    [InlineData("partNumber=0", "", 400, "InvalidArgument")]
    [InlineData("partNumber=10001", "", 400, "InvalidArgument")]
    [InlineData("partNumber=1", "Range: bytes=0-1", 400, "InvalidRequest")]
    public async Task Refuses_a_part_that_is_not_there(string query, string header, int status, string code)
    {
        var (upload, parts) = await UploadAsync("k", First, Last);
        await CompleteAsync(upload, parts);
        using var refused = await Host.SendSignedAsync(
            "s3", HttpMethod.Get, $"/{Bucket}/k?{query}", [], header.Length == 0 ? [] : [header]);
        Assert.Equal(status, (int)refused.StatusCode);
        Assert.Contains($"<Code>{code}</Code>", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    /// <summary>Documented(https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html).</summary>
    [Fact]
    public async Task Copies_parts_out_of_an_object_and_out_of_ranges_of_it()
    {
        var (source, parts) = await UploadAsync("source", First, Last);
        await CompleteAsync(source, parts);
        var upload = await S3.InitiateMultipartUploadAsync(Bucket, "copy");
        var whole = await S3.CopyPartAsync(CopyOf(upload, 1));
        var part = CopyOf(upload, 2);
        (part.FirstByte, part.LastByte) = (First.Length - 3, First.Length + 3);
        var range = await S3.CopyPartAsync(part);
        await CompleteAsync(upload, [new(1, whole.ETag), new(2, range.ETag)]);
        var copied = await GetAsync("copy");
        Assert.Equal(Whole, copied[..Whole.Length]);
        Assert.Equal(Whole[(First.Length - 3)..(First.Length + 4)], copied[Whole.Length..]);
    }

    /// <summary>Recorded: public test suites that run against AWS.</summary>
    [Theory]
    [InlineData("bytes=0-7", "InvalidArgument", "Range specified is not valid for source object of size: 7")]
    [InlineData("bytes=3-", "InvalidArgument", "must be of the form bytes=first-last")]
    [InlineData("bytes=3-2", "InvalidArgument", "must be of the form bytes=first-last")]
    public async Task Refuses_a_range_that_the_source_does_not_have(string range, string code, string text)
    {
        await PutAsync("source", "content");
        var upload = await S3.InitiateMultipartUploadAsync(Bucket, "copy");
        using var refused = await Host.SendSignedAsync(
            "s3",
            HttpMethod.Put,
            $"/{Bucket}/copy?partNumber=1&uploadId={upload.UploadId}",
            [],
            $"x-amz-copy-source: /{Bucket}/source",
            $"x-amz-copy-source-range: {range}");
        var body = await refused.Content.ReadAsStringAsync();
        Assert.Contains($"<Code>{code}</Code>", body, StringComparison.Ordinal);
        Assert.Contains(text, body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_of_an_object_in_parts_is_one_content_with_its_own_entity_tag()
    {
        var (upload, parts) = await UploadAsync("k", First, Last);
        await CompleteAsync(upload, parts);
        var copied = await S3.CopyObjectAsync(Bucket, "k", Bucket, "copy");
        Assert.Equal($"\"{Convert.ToHexStringLower(Md5(Whole))}\"", copied.ETag);
        await S3.DeleteObjectAsync(Bucket, "k");
        Assert.Equal(Whole, await GetAsync("copy"));
        Assert.Single(Files());
    }

    [Fact]
    public async Task Lists_the_parts_in_pages()
    {
        var (upload, parts) = await UploadAsync("k", First, Last, First);
        var page = await S3.ListPartsAsync(new ListPartsRequest
        {
            BucketName = Bucket,
            Key = "k",
            UploadId = upload.UploadId,
            MaxParts = 2,
        });
        Assert.Equal((true, 2), (page.IsTruncated, page.NextPartNumberMarker));
        Assert.Equal(
            parts.Take(2).Select(p => (p.PartNumber, p.ETag)), page.Parts.Select(p => (p.PartNumber, p.ETag)));
        Assert.Equal([First.Length, Last.Length], page.Parts.Select(p => p.Size));
        var rest = await S3.ListPartsAsync(new ListPartsRequest
        {
            BucketName = Bucket,
            Key = "k",
            UploadId = upload.UploadId,
            PartNumberMarker = "2",
        });
        Assert.Equal((false, 3), (rest.IsTruncated, Assert.Single(rest.Parts).PartNumber));
    }

    [Fact]
    public async Task Lists_the_uploads_by_key_in_pages_and_with_common_prefixes()
    {
        foreach (var key in (string[])["b", "a/2", "a/1", "c"])
        {
            await S3.InitiateMultipartUploadAsync(Bucket, key);
        }

        var all = await S3.ListMultipartUploadsAsync(Bucket);
        Assert.Equal(["a/1", "a/2", "b", "c"], all.MultipartUploads.Select(u => u.Key));
        var page = await S3.ListMultipartUploadsAsync(
            new ListMultipartUploadsRequest { BucketName = Bucket, Delimiter = "/", MaxUploads = 2 });
        Assert.Equal(["b"], page.MultipartUploads.Select(u => u.Key));
        Assert.Equal(["a/"], page.CommonPrefixes);
        Assert.True(page.IsTruncated);
        var rest = await S3.ListMultipartUploadsAsync(new ListMultipartUploadsRequest
        {
            BucketName = Bucket,
            Delimiter = "/",
            KeyMarker = page.NextKeyMarker,
            UploadIdMarker = page.NextUploadIdMarker,
        });
        Assert.Equal((false, "c"), (rest.IsTruncated, Assert.Single(rest.MultipartUploads).Key));
    }

    [Fact]
    public async Task An_abort_drops_the_parts()
    {
        var (upload, parts) = await UploadAsync("k", First, First);
        Assert.Equal(2, Files().Count);
        var abort = new AbortMultipartUploadRequest { BucketName = Bucket, Key = "k", UploadId = upload.UploadId };
        await S3.AbortMultipartUploadAsync(abort);
        Assert.Empty(Files());
        Assert.Equal(
            (HttpStatusCode.NotFound, "NoSuchUpload"), await FaultAsync(() => S3.AbortMultipartUploadAsync(abort)));
        Assert.Equal("NoSuchUpload", (await FaultAsync(() => CompleteAsync(upload, parts))).Code);
        Assert.Equal("NoSuchUpload", (await FaultAsync(() => PartAsync(upload, 1, Last))).Code);
        Assert.Equal("NoSuchKey", (await FaultAsync(() => S3.GetObjectAsync(Bucket, "k"))).Code);
    }

    [Fact]
    public async Task Parts_that_are_replaced_or_not_listed_keep_no_file_nor_does_a_deleted_object()
    {
        var (upload, parts) = await UploadAsync("k", First, First, First);
        parts[1] = await PartAsync(upload, 2, Pattern(PartSize, seed: 9));
        Assert.Equal(3, Files().Count);
        await CompleteAsync(upload, parts[..2]);
        Assert.Equal(2, Files().Count);
        await PutAsync("k", "small");
        Assert.Empty(Files());

        var (other, otherParts) = await UploadAsync("k", First, First);
        await CompleteAsync(other, otherParts);
        await S3.DeleteObjectAsync(Bucket, "k");
        Assert.Empty(Files());
    }

    [Fact]
    public async Task A_bucket_is_deleted_with_the_uploads_in_it_and_a_reset_drops_them()
    {
        await UploadAsync("k", First);
        await S3.DeleteBucketAsync(Bucket);
        Assert.Empty(Files());
        await S3.PutBucketAsync(Bucket);
        await UploadAsync("k", First);
        using var reset = await Host.Http.PostAsync("/_localaws/reset", null);
        Assert.Equal(HttpStatusCode.OK, reset.StatusCode);
        Assert.Empty(Files());
    }

    [Fact]
    public async Task Completing_again_gives_the_same_answer_until_the_object_is_replaced()
    {
        var (upload, parts) = await UploadAsync("k", First, Last);
        var first = await CompleteAsync(upload, parts);
        Assert.Equal(first.ETag, (await CompleteAsync(upload, parts)).ETag);
        Assert.Equal("NoSuchUpload", (await FaultAsync(() => CompleteAsync(upload, parts[..1]))).Code);
        await PutAsync("k", "other");
        Assert.Equal("NoSuchUpload", (await FaultAsync(() => CompleteAsync(upload, parts))).Code);
        Assert.Equal("other", await GetTextAsync("k"));
    }

    /// <summary>Documented(https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html).</summary>
    [Fact]
    public async Task Completes_conditionally()
    {
        await PutAsync("k", "there");
        var (upload, parts) = await UploadAsync("k", First, Last);
        var complete = Completion(upload, parts);
        complete.IfNoneMatch = "*";
        Assert.Equal(
            (HttpStatusCode.PreconditionFailed, "PreconditionFailed"),
            await FaultAsync(() => S3.CompleteMultipartUploadAsync(complete)));
        await S3.DeleteObjectAsync(Bucket, "k");
        await S3.CompleteMultipartUploadAsync(complete);
        Assert.Equal(Whole, await GetAsync("k"));
    }

    [Fact]
    public async Task Whoever_reads_an_object_in_parts_reads_it_to_its_end_though_it_is_deleted()
    {
        var large = Pattern(24 * 1024 * 1024, seed: 3);
        var (upload, parts) = await UploadAsync("k", large, First);
        await CompleteAsync(upload, parts);
        using var got = await S3.GetObjectAsync(Bucket, "k");
        await S3.DeleteObjectAsync(Bucket, "k");
        Assert.Empty(Files());
        var read = await ReadAsync(got);
        Assert.Equal(large, read[..large.Length]);
        Assert.Equal(First, read[large.Length..]);
    }

    private static CopyPartRequest CopyOf(InitiateMultipartUploadResponse upload, int number) => new()
    {
        SourceBucket = Bucket,
        SourceKey = "source",
        DestinationBucket = Bucket,
        DestinationKey = upload.Key,
        UploadId = upload.UploadId,
        PartNumber = number,
    };
}
