using System.Net;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;
using Onboarding.LocalAws.S3.Store;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.S3;

public sealed class ObjectTests : S3Fixture
{
    [Fact]
    public async Task Gives_back_content_headers_and_metadata()
    {
        var put = new PutObjectRequest { BucketName = Bucket, Key = "a/b c+d%é.txt", ContentBody = "hello" };
        put.ContentType = "text/plain";
        put.Headers.CacheControl = "no-cache";
        put.Headers.ContentDisposition = "attachment";
        put.Metadata["user-id"] = "u1";
        var stored = await S3.PutObjectAsync(put);
        Assert.Equal("\"5d41402abc4b2a76b9719d911017c592\"", stored.ETag);

        using var got = await S3.GetObjectAsync(Bucket, "a/b c+d%é.txt");
        Assert.Equal("hello", await new StreamReader(got.ResponseStream).ReadToEndAsync());
        Assert.Equal("text/plain", got.Headers.ContentType);
        Assert.Equal("no-cache", got.Headers.CacheControl);
        Assert.Equal("attachment", got.Headers.ContentDisposition);
        Assert.Equal("u1", got.Metadata["user-id"]);
        Assert.Equal(stored.ETag, got.ETag);

        var head = await S3.GetObjectMetadataAsync(Bucket, "a/b c+d%é.txt");
        Assert.Equal((5, "u1"), (head.ContentLength, head.Metadata["user-id"]));
    }

    [Fact]
    public async Task Deletes_and_then_has_no_such_key()
    {
        await PutAsync("a");
        await S3.DeleteObjectAsync(Bucket, "a");
        await S3.DeleteObjectAsync(Bucket, "a");
        Assert.Equal((HttpStatusCode.NotFound, "NoSuchKey"), await FaultAsync(() => S3.GetObjectAsync(Bucket, "a")));
        Assert.Equal(HttpStatusCode.NotFound, (await FaultAsync(() => S3.GetObjectMetadataAsync(Bucket, "a"))).Status);
        Assert.Equal("NoSuchBucket", (await FaultAsync(() => S3.GetObjectAsync("no-such-bucket", "a"))).Code);
    }

    [Fact]
    public async Task Keeps_an_empty_object_and_a_large_one()
    {
        await PutAsync("empty", "");
        Assert.Equal("", await GetTextAsync("empty"));
        var large = string.Create(3_000_000, 0, static (text, _) => text.Fill('x'));
        await PutAsync("large", large);
        Assert.Equal(large, await GetTextAsync("large"));
    }

    [Theory]
    [InlineData("bytes=0-1", "01")]
    [InlineData("bytes=7-", "789")]
    [InlineData("bytes=-3", "789")]
    [InlineData("bytes=8-100", "89")]
    [InlineData("bytes=-100", "0123456789")]
    public async Task Serves_a_range(string range, string expected)
    {
        await PutAsync("digits", "0123456789");
        using var response = await S3.GetObjectAsync(
            new GetObjectRequest { BucketName = Bucket, Key = "digits", ByteRange = new ByteRange(range) });
        Assert.Equal(HttpStatusCode.PartialContent, response.HttpStatusCode);
        Assert.Equal(expected, await new StreamReader(response.ResponseStream).ReadToEndAsync());
        Assert.EndsWith("/10", response.ContentRange, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bytes=10-", 416)]
    [InlineData("bytes=-0", 416)]
    [InlineData("bytes=0-1,3-4", 200)]
    [InlineData("bytes=5-2", 200)]
    [InlineData("lines=1-2", 200)]
    public async Task Refuses_a_range_outside_and_ignores_one_that_it_cannot_read(string range, int status)
    {
        await PutAsync("digits", "0123456789");
        using var response = await Host.SendSignedAsync(
            "s3", HttpMethod.Get, $"/{Bucket}/digits", [], "Range: " + range);
        Assert.Equal(status, (int)response.StatusCode);
        if (status == 416)
        {
            Assert.Contains(
                "<Code>InvalidRange</Code>", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    /// <summary>Documented(https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html).</summary>
    [Fact]
    public async Task Writes_conditionally()
    {
        var create = new PutObjectRequest { BucketName = Bucket, Key = "once", ContentBody = "1", IfNoneMatch = "*" };
        var first = await S3.PutObjectAsync(create);
        Assert.Equal(
            (HttpStatusCode.PreconditionFailed, "PreconditionFailed"),
            await FaultAsync(() => S3.PutObjectAsync(create)));

        var replace = new PutObjectRequest
        {
            BucketName = Bucket,
            Key = "once",
            ContentBody = "2",
            IfMatch = first.ETag,
        };
        await S3.PutObjectAsync(replace);
        Assert.Equal("PreconditionFailed", (await FaultAsync(() => S3.PutObjectAsync(replace))).Code);
        replace.Key = "never";
        Assert.Equal("NoSuchKey", (await FaultAsync(() => S3.PutObjectAsync(replace))).Code);
    }

    [Fact]
    public async Task Reads_conditionally()
    {
        var etag = (await PutAsync("a")).ETag;
        using var notModified =
            await Host.SendSignedAsync("s3", HttpMethod.Get, $"/{Bucket}/a", [], "If-None-Match: " + etag);
        Assert.Equal(HttpStatusCode.NotModified, notModified.StatusCode);
        using var failed =
            await Host.SendSignedAsync("s3", HttpMethod.Get, $"/{Bucket}/a", [], "If-Match: \"other\"");
        Assert.Equal(HttpStatusCode.PreconditionFailed, failed.StatusCode);
        using var since = await Host.SendSignedAsync(
            "s3", HttpMethod.Get, $"/{Bucket}/a", [], "If-Modified-Since: Mon, 01 Jan 2120 00:00:00 GMT");
        Assert.Equal(HttpStatusCode.NotModified, since.StatusCode);
    }

    [Fact]
    public async Task Copies_with_its_metadata_or_with_new_ones()
    {
        var put = new PutObjectRequest { BucketName = Bucket, Key = "from é", ContentBody = "hello" };
        put.Metadata["a"] = "1";
        await S3.PutObjectAsync(put);
        var copied = await S3.CopyObjectAsync(Bucket, "from é", Bucket, "to");
        Assert.Equal("\"5d41402abc4b2a76b9719d911017c592\"", copied.ETag);
        Assert.Equal("1", (await S3.GetObjectMetadataAsync(Bucket, "to")).Metadata["a"]);

        var replace = new CopyObjectRequest
        {
            SourceBucket = Bucket,
            SourceKey = "to",
            DestinationBucket = Bucket,
            DestinationKey = "to",
            MetadataDirective = S3MetadataDirective.REPLACE,
        };
        replace.Metadata["a"] = "2";
        await S3.CopyObjectAsync(replace);
        Assert.Equal("2", (await S3.GetObjectMetadataAsync(Bucket, "to")).Metadata["a"]);
        Assert.Equal("InvalidRequest", (await FaultAsync(() => S3.CopyObjectAsync(Bucket, "to", Bucket, "to"))).Code);
        Assert.Equal("NoSuchKey", (await FaultAsync(() => S3.CopyObjectAsync(Bucket, "no", Bucket, "to"))).Code);
    }

    [Fact]
    public async Task Deletes_many()
    {
        await PutAsync("a");
        await PutAsync("b");
        var deleted = await S3.DeleteObjectsAsync(new DeleteObjectsRequest
        {
            BucketName = Bucket,
            Objects = [new KeyVersion { Key = "a" }, new KeyVersion { Key = "b" }, new KeyVersion { Key = "no" }],
        });
        Assert.Equal(["a", "b", "no"], deleted.DeletedObjects.Select(d => d.Key));
        Assert.Equal("NoSuchKey", (await FaultAsync(() => S3.GetObjectAsync(Bucket, "a"))).Code);
    }

    [Fact]
    public async Task Refuses_what_it_does_not_do()
    {
        Assert.Equal(
            HttpStatusCode.NotImplemented,
            (await FaultAsync(() => S3.GetBucketWebsiteAsync(Bucket))).Status);
        Assert.Equal(HttpStatusCode.NotImplemented, (await FaultAsync(() => S3.PutObjectAsync(
            new PutObjectRequest { BucketName = Bucket, Key = "a", StorageClass = S3StorageClass.Glacier }))).Status);
        Assert.Equal("AccessControlListNotSupported", (await FaultAsync(() => S3.PutObjectAsync(
            new PutObjectRequest { BucketName = Bucket, Key = "a", CannedACL = S3CannedACL.PublicRead }))).Code);
    }

    /// <summary>Documented(docs/adr/0019-refuse-known-members-by-name.md).</summary>
    [Fact]
    public async Task Refuses_members_that_it_does_not_do_by_name()
    {
        var redirected = await FaultAsync(() => S3.PutObjectAsync(
            new PutObjectRequest { BucketName = Bucket, Key = "a", WebsiteRedirectLocation = "/b" }));
        Assert.Equal(HttpStatusCode.NotImplemented, redirected.Status);
        var encrypted = await FaultAsync(() => S3.GetObjectMetadataAsync(new GetObjectMetadataRequest
        {
            BucketName = Bucket,
            Key = "a",
            ServerSideEncryptionCustomerMethod = ServerSideEncryptionCustomerMethod.AES256,
            ServerSideEncryptionCustomerProvidedKey = Convert.ToBase64String(new byte[32]),
        }));
        Assert.Equal(HttpStatusCode.NotImplemented, encrypted.Status);
    }

    /// <summary>Documented(https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html).</summary>
    [Fact]
    public async Task Refuses_a_bucket_of_another_owner_than_expected()
    {
        var put = new PutObjectRequest
        {
            BucketName = Bucket,
            Key = "a",
            ContentBody = "x",
            ExpectedBucketOwner = Host.Services.Scope.AccountId,
        };
        await S3.PutObjectAsync(put);
        put.ExpectedBucketOwner = "999999999999";
        Assert.Equal("AccessDenied", (await FaultAsync(() => S3.PutObjectAsync(put))).Code);
    }

    [Fact]
    public async Task Rejects_a_key_over_1024_bytes_and_metadata_over_2_KB()
    {
        Assert.Equal("KeyTooLongError", (await FaultAsync(() => PutAsync(new string('é', 513)))).Code);
        var put = new PutObjectRequest { BucketName = Bucket, Key = "a", ContentBody = "x" };
        put.Metadata["a"] = new string('x', 2_048);
        Assert.Equal("MetadataTooLarge", (await FaultAsync(() => S3.PutObjectAsync(put))).Code);
    }

    [Fact]
    public async Task Keeps_dots_in_a_key_and_takes_virtual_host_style()
    {
        using var put = await Host.SendSignedAsync("s3", HttpMethod.Put, $"/{Bucket}/a%2F..%2Fb", "dots");
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        var stored = Host.Services.S3.Store.Find(Bucket, "a/../b").Object!.Content;
        Assert.Equal("dots", Encoding.UTF8.GetString(Assert.IsType<ObjectContent.InMemory>(stored).Bytes));
    }

    [Fact]
    public async Task Forgets_everything_on_reset()
    {
        await PutAsync("a");
        await Host.Services.S3.ResetAsync();
        Assert.Empty((await S3.ListBucketsAsync()).Buckets ?? []);
    }
}
