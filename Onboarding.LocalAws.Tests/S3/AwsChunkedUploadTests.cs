using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Onboarding.LocalAws.S3.Payload;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Tests.S3;

/// <summary>
/// Recorded: the worked example of 66,560 bytes in three chunks at
/// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html, with its signatures.
/// </summary>
public sealed class AwsChunkedUploadTests
{
    private const int Length = 66_560;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(200_000)]
    public async Task Decodes_the_published_example_and_verifies_its_chunks(int bufferSizeBytes)
    {
        var content = await DecodeAsync(Example(), Length, Seed(), bufferSizeBytes);
        Assert.Equal(Length, content.Length);
        Assert.All(content, b => Assert.Equal((byte)'a', b));
    }

    [Fact]
    public async Task Rejects_a_changed_byte()
    {
        var body = Example();
        body[40_000] ^= 1;
        await RejectsAsync("SignatureDoesNotMatch", body, Length, Seed());
    }

    [Fact]
    public async Task Rejects_chunks_in_another_order()
    {
        var body = Encoding.ASCII.GetString(Example()).Replace("ad80c730", "ad80c731", StringComparison.Ordinal);
        await RejectsAsync("SignatureDoesNotMatch", Encoding.ASCII.GetBytes(body), Length, Seed());
    }

    [Theory]
    [InlineData("5\r\nhello\r\n0\r\n\r\n", 5, null)]
    [InlineData("2\r\nhe\r\n3\r\nllo\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n", 5, null)]
    [InlineData("5\r\nhello\r\n0\r\n\r\n", 4, "IncompleteBody")]
    [InlineData("5\r\nhello\r\n0\r\n\r\n", 6, "IncompleteBody")]
    [InlineData("5\r\nhell", 5, "IncompleteBody")]
    [InlineData("5\r\nhello", 5, "IncompleteBody")]
    [InlineData("5\r\nhelloXX0\r\n\r\n", 5, "IncompleteBody")]
    [InlineData("zz\r\nhello\r\n0\r\n\r\n", 5, "IncompleteBody")]
    [InlineData("ffffffff\r\nhello\r\n0\r\n\r\n", 5, "IncompleteBody")]
    [InlineData("ffffffffffffffff\r\nhello\r\n0\r\n\r\n", 5, "IncompleteBody")]
    [InlineData("", 0, "IncompleteBody")]
    [InlineData("5\r\nhello\r\n0\r\nnonsense\r\n\r\n", 5, "MalformedTrailerError")]
    [InlineData("5\r\nhello\r\n0\r\na:1\r\na:2\r\n\r\n", 5, "MalformedTrailerError")]
    public async Task Reads_unsigned_chunks(string body, int length, string? fault)
    {
        var bytes = Encoding.ASCII.GetBytes(body);
        if (fault is null)
        {
            Assert.Equal("hello", Encoding.ASCII.GetString(await DecodeAsync(bytes, length, signature: null)));
        }
        else
        {
            await RejectsAsync(fault, bytes, length, signature: null);
        }
    }

    [Theory]
    [InlineData("IncompleteBody", 5_000, 0)]
    [InlineData("MalformedTrailerError", 0, 20)]
    public async Task Bounds_what_surrounds_the_content(string fault, int extensionLength, int trailerCount)
    {
        var trailers = string.Concat(Enumerable.Range(0, trailerCount).Select(i => $"a{i}:1\r\n"));
        var body = $"5;{new string('x', extensionLength)}\r\nhello\r\n0\r\n{trailers}\r\n";
        await RejectsAsync(fault, Encoding.ASCII.GetBytes(body), 5, signature: null);
    }

    private static async Task RejectsAsync(string code, byte[] body, int length, SignatureContext? signature)
    {
        var fault = await Assert.ThrowsAsync<AwsException>(() => DecodeAsync(body, length, signature));
        Assert.Equal(code, fault.Error.Code);
    }

    private static async Task<byte[]> DecodeAsync(
        byte[] body, int length, SignatureContext? signature, int bufferSizeBytes = 100)
    {
        using var upload = new AwsChunkedUpload(
            PipeReader.Create(new ReadOnlySequence<byte>(body)), length, signature);
        using var content = new MemoryStream();
        var buffer = new byte[bufferSizeBytes];
        while (await upload.ReadAsync(buffer, CancellationToken.None) is var count and > 0)
        {
            content.Write(buffer, 0, count);
        }

        return content.ToArray();
    }

    private static byte[] Example() => Encoding.ASCII.GetBytes(
        "10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\n"
        + new string('a', 65_536)
        + "\r\n400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\n"
        + new string('a', 1_024)
        + "\r\n0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n");

    private static SignatureContext Seed()
    {
        var scope = new CredentialScope("20130524", "us-east-1", "s3", "aws4_request");
        return new SignatureContext(
            new SigningKeys().Get("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", scope),
            "20130524T000000Z",
            scope.ToString(),
            "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9",
            "STREAMING-AWS4-HMAC-SHA256-PAYLOAD");
    }
}
