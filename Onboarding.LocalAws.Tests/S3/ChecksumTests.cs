using System.Net;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.S3.Checksums;
using Onboarding.LocalAws.S3.Store;
using Onboarding.LocalAws.Tests.Hosting;
using AwsChecksum = Amazon.S3.ChecksumAlgorithm;
using LocalAlgorithm = Onboarding.LocalAws.S3.Checksums.ChecksumAlgorithm;
using LocalChecksum = Onboarding.LocalAws.S3.Checksums.Checksum;

namespace Onboarding.LocalAws.Tests.S3;

public sealed class ChecksumTests : S3Fixture
{
    /// <summary>Documented: the check values of the catalogue of CRC algorithms, for the text 123456789.</summary>
    [Theory]
    [InlineData(LocalAlgorithm.CRC32, "CBF43926")]
    [InlineData(LocalAlgorithm.CRC32C, "E3069283")]
    [InlineData(LocalAlgorithm.CRC64NVME, "AE8B14860A799888")]
    public void Computes_the_published_check_values(object algorithm, string expected) => Assert.Equal(
        expected,
        Convert.ToHexString(Convert.FromBase64String(
            LocalChecksum.Compute((LocalAlgorithm)algorithm, "123456789"u8).Base64)));

    /// <summary>The SDK has the others only with a native package that is not on the feed.</summary>
    [Theory]
    [InlineData("CRC32")]
    [InlineData("SHA1")]
    [InlineData("SHA256")]
    public async Task The_SDK_uploads_and_verifies_each_algorithm(string algorithm)
    {
        await S3.PutObjectAsync(new PutObjectRequest
        {
            BucketName = Bucket,
            Key = "checked",
            ContentBody = "123456789",
            ChecksumAlgorithm = new AwsChecksum(algorithm),
        });
        using var got = await S3.GetObjectAsync(
            new GetObjectRequest { BucketName = Bucket, Key = "checked", ChecksumMode = ChecksumMode.ENABLED });
        Assert.Equal("123456789", await new StreamReader(got.ResponseStream).ReadToEndAsync());
        Assert.Equal(ChecksumType.FULL_OBJECT, got.ChecksumType);
        var stored = Host.Services.S3.Store.Find(Bucket, "checked").Object!.Checksum;
        Assert.Equal(algorithm, stored.Algorithm.ToString());
    }

    [Fact]
    public async Task The_SDK_streams_in_signed_chunks()
    {
        var content = new byte[300_000];
        content.AsSpan().Fill((byte)'x');
        using var stream = new MemoryStream(content);
        await S3.PutObjectAsync(new PutObjectRequest
        {
            BucketName = Bucket,
            Key = "chunked",
            InputStream = stream,
            UseChunkEncoding = true,
        });
        var stored = Host.Services.S3.Store.Find(Bucket, "chunked").Object!.Content;
        Assert.Equal(content, Assert.IsType<ObjectContent.InMemory>(stored).Bytes);
    }

    [Theory]
    [InlineData("y/Q5Jg==", HttpStatusCode.OK)]
    [InlineData("AAAAAA==", HttpStatusCode.BadRequest)]
    public async Task Verifies_the_trailer_of_an_unsigned_stream(string crc32, HttpStatusCode status)
    {
        await using var host = await TestHost.StartAsync(new LocalAwsOptions { Iam = IamMode.Off });
        host.Services.S3.Store.CreateBucket(Bucket, host.Services.Time.GetUtcNow());
        using var message = new HttpRequestMessage(HttpMethod.Put, $"{host.Url}/{Bucket}/k");
        message.Content = new StringContent($"9\r\n123456789\r\n0\r\nx-amz-checksum-crc32:{crc32}\r\n\r\n");
        message.Content.Headers.Add("Content-Encoding", "aws-chunked");
        message.Headers.Add("x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER");
        message.Headers.Add("x-amz-decoded-content-length", "9");
        message.Headers.Add("x-amz-trailer", "x-amz-checksum-crc32");
        message.Headers.TryAddWithoutValidation(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=test/20261120/us-east-1/s3/aws4_request, SignedHeaders=host, Signature="
            + new string('0', 64));
        using var response = await host.Http.SendAsync(message);
        Assert.Equal(status, response.StatusCode);
        var stored = host.Services.S3.Store.Find(Bucket, "k").Object;
        Assert.Equal(status == HttpStatusCode.OK, stored is not null);
        Assert.Null(stored?.Headers.ContentEncoding);
    }

    [Theory]
    [InlineData("Content-MD5: XrY7u+Ae7tCTyyK7j1rNww==", null)]
    [InlineData("Content-MD5: 1B2M2Y8AsgTpgAmY7PhCfg==", "BadDigest")]
    [InlineData("Content-MD5: short", "InvalidDigest")]
    [InlineData("x-amz-checksum-crc32: DUoRhQ==", null)]
    [InlineData("x-amz-checksum-crc32: AAAAAA==", "BadDigest")]
    [InlineData("x-amz-checksum-crc32: AAAA", "InvalidRequest")]
    [InlineData("x-amz-checksum-sha256: ?", "InvalidRequest")]
    public async Task Verifies_what_the_client_declares(string header, string? code)
    {
        using var response = await Host.SendSignedAsync("s3", HttpMethod.Put, $"/{Bucket}/k", "hello world", header);
        var body = await response.Content.ReadAsStringAsync();
        Assert.Equal(code is null ? HttpStatusCode.OK : HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(code is null ? "" : $"<Code>{code}</Code>", body, StringComparison.Ordinal);
        Assert.Equal(code is null, Host.Services.S3.Store.Find(Bucket, "k").Object is not null);
    }

    [Fact]
    public async Task Refuses_two_checksums()
    {
        using var response = await Host.SendSignedAsync(
            "s3",
            HttpMethod.Put,
            $"/{Bucket}/k",
            "hello world",
            "x-amz-checksum-crc32: DUoRhQ==",
            "x-amz-checksum-sha256: uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek=");
        Assert.Contains(
            "Expecting a single x-amz-checksum- header",
            await response.Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Computes_CRC64NVME_where_the_client_sends_none()
    {
        using var response = await Host.SendSignedAsync("s3", HttpMethod.Put, $"/{Bucket}/k", "123456789");
        Assert.Equal("rosUhgp5mIg=", response.Headers.GetValues("x-amz-checksum-crc64nvme").Single());
    }

    [Fact]
    public void Agrees_with_the_bytewise_algorithm_at_every_length()
    {
        var bytes = Encoding.ASCII.GetBytes("The quick brown fox jumps over the lazy dog 0123456789");
        for (var length = 0; length <= bytes.Length; length++)
        {
            var whole = Bytewise(bytes.AsSpan(0, length));
            Assert.Equal(whole, Crc64Nvme.Append(0, bytes.AsSpan(0, length)));
            var half = Crc64Nvme.Append(0, bytes.AsSpan(0, length / 2));
            Assert.Equal(whole, Crc64Nvme.Append(half, bytes.AsSpan(length / 2, length - (length / 2))));
        }
    }

    private static ulong Bytewise(ReadOnlySpan<byte> bytes)
    {
        var crc = ulong.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0x9A6C9329AC4BC9B5 : crc >> 1;
            }
        }

        return ~crc;
    }
}
