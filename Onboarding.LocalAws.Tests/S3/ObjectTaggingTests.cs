using System.Net;
using Amazon.S3.Model;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.S3;

/// <summary>
/// Documented(https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html); codes and texts as public issue
/// trackers quote them.
/// </summary>
public sealed class ObjectTaggingTests : MultipartFixture
{
    private static readonly Tag Team = new() { Key = "team", Value = "onboarding" };

    [Fact]
    public async Task Puts_gets_and_deletes_the_tags_of_an_object_and_leaves_the_rest()
    {
        await PutAsync("k");
        var before = await S3.GetObjectMetadataAsync(Bucket, "k");
        Assert.Empty(await TagsAsync("k"));
        Assert.Null(before.TagsCount);

        await TagAsync("k", Team, new Tag { Key = "stage", Value = "" });
        Assert.Equal(["team=onboarding", "stage="], await TagsAsync("k"));
        await TagAsync("k", new Tag { Key = "a b+c-d=._:/@", Value = "ä 1" });
        Assert.Equal(["a b+c-d=._:/@=ä 1"], await TagsAsync("k"));
        var after = await S3.GetObjectMetadataAsync(Bucket, "k");
        Assert.Equal((before.ETag, before.LastModified, 1), (after.ETag, after.LastModified, after.TagsCount));
        Assert.Equal("content", await GetTextAsync("k"));

        await S3.DeleteObjectTaggingAsync(new DeleteObjectTaggingRequest { BucketName = Bucket, Key = "k" });
        Assert.Empty(await TagsAsync("k"));
        await TagAsync("k", Team);
        await TagAsync("k");
        Assert.Empty(await TagsAsync("k"));
        await TagAsync("k", Team);
        await PutAsync("k");
        Assert.Empty(await TagsAsync("k"));
    }

    [Fact]
    public async Task Is_put_with_its_tags()
    {
        await S3.PutObjectAsync(new PutObjectRequest
        {
            BucketName = Bucket,
            Key = "k",
            ContentBody = "content",
            TagSet = [Team, new Tag { Key = "a b", Value = "c/d" }],
        });
        Assert.Equal(["team=onboarding", "a b=c/d"], await TagsAsync("k"));
        Assert.Equal(2, (await S3.GetObjectAsync(Bucket, "k")).TagCount);
    }

    [Theory]
    [InlineData("a=1&b", "a=1 b=")]
    [InlineData("a+b=c%2Bd", "a b=c+d")]
    [InlineData("a=", "a=")]
    [InlineData("", "")]
    public async Task Reads_the_header_as_a_form(string header, string expected)
    {
        using var put = await Host.SendSignedAsync(
            "s3", HttpMethod.Put, $"/{Bucket}/k", "x", $"x-amz-tagging: {header}");
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Equal(expected, string.Join(' ', await TagsAsync("k")));
    }

    [Theory]
    [InlineData("TagSet=[{Key=string,Value=string}]", "InvalidArgument")]
    [InlineData("a=1&a=2", "InvalidArgument")]
    [InlineData("TagSet%3D%5B%7BKey%3Dstring%2CValue%3Dstring%7D%5D", "InvalidTag")]
    [InlineData("=1", "InvalidTag")]
    [InlineData("aws:x=1", "InvalidTag")]
    [InlineData("a=%7B", "InvalidTag")]
    [InlineData("1=&2=&3=&4=&5=&6=&7=&8=&9=&10=&11=", "BadRequest")]
    public async Task Refuses_a_header_that_is_no_tag_set(string header, string code)
    {
        foreach (var (method, path) in new[] { (HttpMethod.Put, "k"), (HttpMethod.Post, "k?uploads") })
        {
            using var response = await Host.SendSignedAsync(
                "s3", method, $"/{Bucket}/{path}", "", $"x-amz-tagging: {header}");
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Contains(
                $"<Code>{code}</Code>", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Takes_ten_tags_of_full_length_and_no_more()
    {
        await PutAsync("k");
        var ten = Enumerable.Range(0, 10)
            .Select(i => new Tag { Key = $"{i}".PadRight(128, 'k'), Value = new string('v', 256) }).ToArray();
        await TagAsync("k", ten);
        Assert.Equal(10, (await TagsAsync("k")).Count());

        await MustFailAsync("BadRequest", [.. ten, Team]);
        await MustFailAsync("InvalidTag", new Tag { Key = new string('k', 129), Value = "" });
        await MustFailAsync("InvalidTag", new Tag { Key = "k", Value = new string('v', 257) });
        await MustFailAsync("InvalidTag", Team, Team);
        await MustFailAsync("InvalidTag", new Tag { Key = "aws:team", Value = "" });
        await MustFailAsync("InvalidTag", new Tag { Key = "k", Value = "🙂" });
        Assert.Equal(10, (await TagsAsync("k")).Count());
    }

    [Fact]
    public async Task A_copy_has_the_tags_of_its_source_or_its_own()
    {
        await PutAsync("k");
        await TagAsync("k", Team);
        await S3.CopyObjectAsync(Bucket, "k", Bucket, "same");
        Assert.Equal(["team=onboarding"], await TagsAsync("same"));
        await CopyAsync("x-amz-tagging-directive: REPLACE", "x-amz-tagging: own=1");
        Assert.Equal(["own=1"], await TagsAsync("copy"));
        await CopyAsync("x-amz-tagging-directive: REPLACE");
        Assert.Empty(await TagsAsync("copy"));
        await CopyAsync("x-amz-tagging-directive: COPY", "x-amz-tagging: own=1");
        Assert.Equal(["team=onboarding"], await TagsAsync("copy"));
        using var unknown = await SendCopyAsync("x-amz-tagging-directive: KEEP");
        Assert.Contains("InvalidArgument", await unknown.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        async Task CopyAsync(params string[] headers)
        {
            using var copied = await SendCopyAsync(headers);
            Assert.Equal(HttpStatusCode.OK, copied.StatusCode);
        }

        Task<HttpResponseMessage> SendCopyAsync(params string[] headers) => Host.SendSignedAsync(
            "s3", HttpMethod.Put, $"/{Bucket}/copy", "", [$"x-amz-copy-source: {Bucket}/k", .. headers]);
    }

    [Fact]
    public async Task An_object_in_parts_has_the_tags_that_its_upload_began_with_and_takes_others()
    {
        var upload = await S3.InitiateMultipartUploadAsync(new InitiateMultipartUploadRequest
        {
            BucketName = Bucket,
            Key = "k",
            TagSet = [Team],
        });
        await CompleteAsync(upload, [await PartAsync(upload, 1, First), await PartAsync(upload, 2, Last)]);
        Assert.Equal(["team=onboarding"], await TagsAsync("k"));

        await TagAsync("k", new Tag { Key = "other", Value = "1" });
        Assert.Equal(["other=1"], await TagsAsync("k"));
        Assert.Equal(Whole, await GetAsync("k"));
        Assert.Single(Files());
    }

    [Fact]
    public async Task Needs_an_object_of_that_key_in_that_bucket()
    {
        Assert.Equal((HttpStatusCode.NotFound, "NoSuchKey"), await FaultAsync(() => TagsAsync("none")));
        Assert.Equal((HttpStatusCode.NotFound, "NoSuchKey"), await FaultAsync(() => TagAsync("none", Team)));
        Assert.Equal((HttpStatusCode.NotFound, "NoSuchKey"), await FaultAsync(
            () => S3.DeleteObjectTaggingAsync(new() { BucketName = Bucket, Key = "none" })));
        Assert.Equal((HttpStatusCode.NotFound, "NoSuchBucket"), await FaultAsync(
            () => S3.GetObjectTaggingAsync(new GetObjectTaggingRequest { BucketName = "no-such-bucket", Key = "k" })));
    }

    [Fact]
    public async Task Refuses_versions_by_name()
    {
        await PutAsync("k");
        using var response = await Host.SendSignedAsync(
            "s3", HttpMethod.Get, $"/{Bucket}/k?tagging=&versionId=1");
        Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
        Assert.Contains(
            "versionId in S3 GetObjectTagging", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task MustFailAsync(string code, params Tag[] tags) =>
        Assert.Equal((HttpStatusCode.BadRequest, code), await FaultAsync(() => TagAsync("k", tags)));

    private Task<PutObjectTaggingResponse> TagAsync(string key, params Tag[] tags) => S3.PutObjectTaggingAsync(
        new PutObjectTaggingRequest { BucketName = Bucket, Key = key, Tagging = new Tagging { TagSet = [.. tags] } });

    private async Task<IEnumerable<string>> TagsAsync(string key)
    {
        var tagging = await S3.GetObjectTaggingAsync(new GetObjectTaggingRequest { BucketName = Bucket, Key = key });
        return (tagging.Tagging ?? []).Select(t => $"{t.Key}={t.Value}");
    }
}
