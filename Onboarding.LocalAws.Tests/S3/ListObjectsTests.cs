using Amazon.S3.Model;
using Onboarding.LocalAws.S3.Store;

namespace Onboarding.LocalAws.Tests.S3;

/// <summary>Documented(https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html).</summary>
public sealed class ListObjectsTests : S3Fixture
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        foreach (var key in new[] { "a.txt", "dir/1", "dir/2", "dir/sub/3", "é", "z", "\uE000", "\U0001F600" })
        {
            await PutAsync(key);
        }
    }

    [Fact]
    public async Task Lists_in_utf8_order()
    {
        var all = await S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = Bucket });
        Assert.Equal(
            ["a.txt", "dir/1", "dir/2", "dir/sub/3", "z", "é", "\uE000", "\U0001F600"],
            all.S3Objects.Select(o => o.Key));
        Assert.Equal(8, all.KeyCount);
        Assert.False(all.IsTruncated);
    }

    [Fact]
    public async Task Groups_by_delimiter()
    {
        var top = await S3.ListObjectsV2Async(
            new ListObjectsV2Request { BucketName = Bucket, Delimiter = "/", StartAfter = "a.txt" });
        Assert.Equal(["dir/"], top.CommonPrefixes);
        Assert.Equal("z", top.S3Objects[0].Key);
        var dir = await S3.ListObjectsV2Async(
            new ListObjectsV2Request { BucketName = Bucket, Delimiter = "/", Prefix = "dir/" });
        Assert.Equal(["dir/sub/"], dir.CommonPrefixes);
        Assert.Equal(["dir/1", "dir/2"], dir.S3Objects.Select(o => o.Key));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Pages_see_every_entry_once(int pageSize)
    {
        List<string> seen = [];
        var request = new ListObjectsV2Request { BucketName = Bucket, Delimiter = "/", MaxKeys = pageSize };
        ListObjectsV2Response page;
        do
        {
            page = await S3.ListObjectsV2Async(request);
            Assert.True(page.KeyCount <= pageSize);
            seen.AddRange((page.CommonPrefixes ?? []).Concat((page.S3Objects ?? []).Select(o => o.Key))
                .Order(KeyOrder.Instance));
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (page.IsTruncated == true);

        Assert.Equal(["a.txt", "dir/", "z", "é", "\uE000", "\U0001F600"], seen);
    }

    [Fact]
    public async Task Version_1_pages_by_marker()
    {
        var first = await S3.ListObjectsAsync(
            new ListObjectsRequest { BucketName = Bucket, Delimiter = "/", MaxKeys = 2 });
        Assert.Equal("dir/", first.NextMarker);
        var second = await S3.ListObjectsAsync(
            new ListObjectsRequest { BucketName = Bucket, Delimiter = "/", Marker = first.NextMarker });
        Assert.Equal("z", second.S3Objects[0].Key);
    }

    [Fact]
    public async Task Rejects_wrong_parameters()
    {
        Assert.Equal("InvalidArgument", (await FaultAsync(() => S3.ListObjectsV2Async(
            new ListObjectsV2Request { BucketName = Bucket, ContinuationToken = "wrong!" }))).Code);
        Assert.Equal("NoSuchBucket", (await FaultAsync(() => S3.ListObjectsV2Async(
            new ListObjectsV2Request { BucketName = "no-such-bucket" }))).Code);
    }

    [Fact]
    public void Key_order_is_the_order_of_the_bytes()
    {
        string[] keys = ["", "a", "a\0", "ab", "b", "é", "\uD7FF", "\uE000", "\uFFFF", "\U00010000", "\U0010FFFF"];
        foreach (var (x, y) in keys.SelectMany(_ => keys, (x, y) => (x, y)))
        {
            var expected = System.Text.Encoding.UTF8.GetBytes(x).AsSpan()
                .SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes(y));
            Assert.Equal(Math.Sign(expected), Math.Sign(KeyOrder.Instance.Compare(x, y)));
        }
    }
}
