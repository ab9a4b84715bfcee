using System.Net;
using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.S3.Store;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.S3;

/// <summary>Objects that lie in files, with no data folder: what clients see is what they see of small ones.</summary>
public sealed class LargeObjectTests : S3Fixture
{
    private static readonly byte[] Content = Pattern(3 * 1024 * 1024 + 17, seed: 1);

    [Theory]
    [InlineData(1024 * 1024, false)]
    [InlineData((1024 * 1024) + 1, true)]
    public async Task What_is_larger_than_a_megabyte_lies_in_a_file(int sizeBytes, bool isInFile)
    {
        var content = Pattern(sizeBytes, seed: 2);
        await PutAsync("k", content);
        Assert.Equal(isInFile, Stored("k") is ObjectContent.InFile);
        Assert.Equal(content, await GetAsync("k"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Comes_back_as_it_went_in_with_its_MD5(bool isChunked)
    {
        using var stream = new MemoryStream(Content);
        var put = await S3.PutObjectAsync(new PutObjectRequest
        {
            BucketName = Bucket,
            Key = "k",
            InputStream = stream,
            UseChunkEncoding = isChunked,
        });
        Assert.Equal($"\"{Convert.ToHexStringLower(Md5(Content))}\"", put.ETag);
        var head = await S3.GetObjectMetadataAsync(Bucket, "k");
        Assert.Equal(Content.Length, head.ContentLength);
        Assert.Equal(Content, await GetAsync("k"));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(65_530, 65_545)]
    [InlineData(3_000_000, 3_145_744)]
    [InlineData(0, 3_145_744)]
    public async Task Gives_ranges(long from, long to)
    {
        await PutAsync("k", Content);
        using var answer = await S3.GetObjectAsync(
            new GetObjectRequest { BucketName = Bucket, Key = "k", ByteRange = new ByteRange(from, to) });
        Assert.Equal($"bytes {from}-{to}/{Content.Length}", answer.ContentRange);
        Assert.Equal(Content[(int)from..((int)to + 1)], await ReadAsync(answer));
    }

    [Fact]
    public async Task A_copy_has_a_file_of_its_own()
    {
        await PutAsync("k", Content);
        await S3.CopyObjectAsync(Bucket, "k", Bucket, "copy");
        await S3.DeleteObjectAsync(Bucket, "k");
        Assert.Equal(Content, await GetAsync("copy"));
        Assert.Single(Files());
    }

    [Fact]
    public async Task A_copy_gets_another_checksum_where_that_is_asked_for()
    {
        await PutAsync("k", Content);
        var copied = await S3.CopyObjectAsync(new CopyObjectRequest
        {
            SourceBucket = Bucket,
            SourceKey = "k",
            DestinationBucket = Bucket,
            DestinationKey = "copy",
            ChecksumAlgorithm = ChecksumAlgorithm.SHA256,
        });
        Assert.Equal(Convert.ToBase64String(SHA256.HashData(Content)), copied.ChecksumSHA256);
    }

    [Fact]
    public async Task Whoever_reads_an_object_reads_it_to_its_end_though_it_is_replaced()
    {
        // More than sockets and buffers hold, so that the answer has not gone out when the object goes.
        var content = Pattern(24 * 1024 * 1024, seed: 3);
        await PutAsync("k", content);
        using var answer = await S3.GetObjectAsync(Bucket, "k");
        await PutAsync("k", Content);
        Assert.Single(Files());
        Assert.Equal(SHA256.HashData(content), await SHA256.HashDataAsync(answer.ResponseStream));
        await S3.DeleteObjectAsync(Bucket, "k");
        Assert.Empty(Files());
    }

    [Fact]
    public async Task DeleteObjects_and_a_reset_remove_the_files()
    {
        await PutAsync("a", Content);
        await PutAsync("b", Content);
        await S3.DeleteObjectsAsync(new DeleteObjectsRequest { BucketName = Bucket, Objects = [new() { Key = "a" }] });
        Assert.Single(Files());
        using var reset = await Host.Http.PostAsync("/_localaws/reset", null);
        Assert.Equal(HttpStatusCode.OK, reset.StatusCode);
        Assert.Empty(Files());
    }

    [Theory]
    [InlineData("Content-MD5: 1B2M2Y8AsgTpgAmY7PhCfg==", "BadDigest")]
    [InlineData("x-amz-checksum-crc32: AAAAAA==", "BadDigest")]
    [InlineData("x-amz-checksum-sha256: AAAA", "InvalidRequest")]
    [InlineData("If-None-Match: *", "PreconditionFailed")]
    public async Task A_refused_upload_leaves_the_object_and_no_file(string header, string code)
    {
        await PutAsync("k", Content);
        var other = Pattern(Content.Length, seed: 4);
        using var refused = await Host.SendSignedAsync("s3", HttpMethod.Put, $"/{Bucket}/k", other, header);
        Assert.Contains($"<Code>{code}</Code>", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(Content, await GetAsync("k"));
        Assert.Single(Files());
    }

    [Fact]
    public async Task A_body_that_is_not_the_signed_one_leaves_no_object_and_no_file()
    {
        var signed = Convert.ToHexStringLower(SHA256.HashData(Content));
        using var raw = await RawHttp.ConnectAsync(Host);
        await raw.SendAsync(RawHttp.SignedHead(
            Host,
            Host.Services.Credentials.Root,
            "s3",
            "PUT",
            $"/{Bucket}/k",
            signed,
            $"Content-Length: {Content.Length}"));
        await raw.SendAsync(Pattern(Content.Length, seed: 5));
        var answer = await raw.ReceiveAsync();
        Assert.Equal(400, answer.Status);
        Assert.Contains("<Code>XAmzContentSHA256Mismatch</Code>", answer.Body, StringComparison.Ordinal);
        Assert.Null(Host.Services.S3.Store.Find(Bucket, "k").Object);
        Assert.Empty(Files());
    }

    [Fact]
    public async Task A_client_that_goes_in_the_middle_leaves_no_file()
    {
        using (var raw = await RawHttp.ConnectAsync(Host))
        {
            await raw.SendAsync(RawHttp.SignedHead(
                Host,
                Host.Services.Credentials.Root,
                "s3",
                "PUT",
                $"/{Bucket}/k",
                "UNSIGNED-PAYLOAD",
                $"Content-Length: {Content.Length}"));
            await raw.SendAsync(Content[..2_000_000]);
            await UntilAsync(() => Files().Count == 1, "the file is begun");
        }

        await UntilAsync(() => Files().Count == 0, "the file is gone");
    }

    [Fact]
    public async Task A_full_disk_is_a_clear_error_and_nothing_half_done()
    {
        Host.Services.S3.Contents.FreeSizeBytes = () => 65 * 1024 * 1024;
        using var full = await Host.SendSignedAsync("s3", HttpMethod.Put, $"/{Bucket}/k", Content);
        Assert.Equal(HttpStatusCode.InsufficientStorage, full.StatusCode);
        var error = await full.Content.ReadAsStringAsync();
        Assert.Contains("<Code>InsufficientStorage</Code>", error, StringComparison.Ordinal);
        Assert.Null(Host.Services.S3.Store.Find(Bucket, "k").Object);
        Assert.Empty(Files());

        // A client that sends everything before it reads gets the response, too, however large its body.
        using var raw = await RawHttp.ConnectAsync(Host);
        await raw.SendAsync(RawHttp.SignedHead(
            Host,
            Host.Services.Credentials.Root,
            "s3",
            "PUT",
            $"/{Bucket}/k",
            "UNSIGNED-PAYLOAD",
            $"Content-Length: {64 << 20}"));
        Assert.Equal(64 << 20, await raw.SendZerosAsync(64 << 20));
        Assert.Equal(507, (await raw.ReceiveAsync()).Status);

        // A small object needs no file.
        await PutAsync("small", "content");
        Assert.Equal("content", await GetTextAsync("small"));
    }

    [Fact]
    public async Task The_files_go_with_the_host()
    {
        string folder;
        await using (var host = await TestHost.StartAsync(new LocalAwsOptions { Iam = IamMode.Off }))
        {
            host.Services.S3.Store.CreateBucket(Bucket, host.Services.Time.GetUtcNow());
            using var put = await host.SendSignedAsync("s3", HttpMethod.Put, $"/{Bucket}/k", Content);
            Assert.Equal(HttpStatusCode.OK, put.StatusCode);
            folder = host.Services.S3.Contents.FolderPath;
            Assert.Contains(Directory.EnumerateFiles(folder), f => new FileInfo(f).Length == Content.Length);
        }

        Assert.False(Directory.Exists(folder));
    }

    private Task<PutObjectResponse> PutAsync(string key, byte[] content) => S3.PutObjectAsync(
        new PutObjectRequest { BucketName = Bucket, Key = key, InputStream = new MemoryStream(content) });

    private ObjectContent Stored(string key) => Host.Services.S3.Store.Find(Bucket, key).Object!.Content;

    private static async Task UntilAsync(Func<bool> isSo, string what)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (!isSo())
        {
            Assert.False(limit.IsCancellationRequested, $"waited in vain until {what}");
            await Task.Yield();
        }
    }

#pragma warning disable CA5351 // An S3 entity tag is the MD5 of the content.
    private static byte[] Md5(byte[] content) => MD5.HashData(content);
#pragma warning restore CA5351
}
