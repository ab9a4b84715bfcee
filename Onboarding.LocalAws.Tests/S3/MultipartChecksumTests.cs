using System.Net;
using System.Reflection;
using Amazon.S3;
using Amazon.S3.Model;
using Onboarding.LocalAws.Tests.Hosting;
using Algorithm = Onboarding.LocalAws.S3.Checksums.ChecksumAlgorithm;
using Checksum = Onboarding.LocalAws.S3.Checksums.Checksum;

namespace Onboarding.LocalAws.Tests.S3;

/// <summary>
/// Documented(https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html): checksums
/// of uploads in parts, and what is refused of one. Texts Recorded in public test suites that run against AWS.
/// </summary>
public sealed class MultipartChecksumTests : MultipartFixture
{
    [Theory]
    [InlineData("CRC32", "COMPOSITE")]
    [InlineData("CRC32", "FULL_OBJECT")]
    [InlineData("CRC32C", "COMPOSITE")]
    [InlineData("CRC32C", "FULL_OBJECT")]
    [InlineData("CRC64NVME", "FULL_OBJECT")]
    [InlineData("SHA1", "COMPOSITE")]
    [InlineData("SHA256", "COMPOSITE")]
    public async Task An_object_has_the_checksum_that_its_upload_began_with(string algorithm, string type)
    {
        var upload = await BeginAsync(algorithm, type);
        Assert.Equal((algorithm, type), (upload.ChecksumAlgorithm.Value, upload.ChecksumType.Value));
        var completion = Completion(upload, []);
        completion.PartETags =
            [await PartAsync(upload, algorithm, 1, First), await PartAsync(upload, algorithm, 2, Last)];
        completion.ChecksumType = type;
        completion.MpuObjectSize = Whole.Length;
        var completed = await S3.CompleteMultipartUploadAsync(completion);
        var expected = ExpectedOf(Enum.Parse<Algorithm>(algorithm), type);
        Assert.Equal((expected, type), (ChecksumOf(completed, algorithm), completed.ChecksumType.Value));
        var head = await S3.GetObjectMetadataAsync(
            new GetObjectMetadataRequest { BucketName = Bucket, Key = "k", ChecksumMode = ChecksumMode.ENABLED });
        Assert.Equal((expected, type), (ChecksumOf(head, algorithm), head.ChecksumType.Value));
        Assert.Equal(Whole, await GetAsync("k"));
    }

    [Fact]
    public async Task Without_an_algorithm_the_object_gets_a_CRC64NVME_of_the_whole()
    {
        var (upload, parts) = await UploadAsync("k", First, Last);
        var completed = await CompleteAsync(upload, parts);
        Assert.Equal(
            Checksum.Compute(Algorithm.CRC64NVME, Whole).Base64,
            completed.ChecksumCRC64NVME);
        Assert.Equal(ChecksumType.FULL_OBJECT, completed.ChecksumType);
    }

    [Theory]
    [InlineData("SHA256", "FULL_OBJECT", "The FULL_OBJECT checksum type cannot be used with the sha256 checksum")]
    [InlineData("SHA1", "FULL_OBJECT", "The FULL_OBJECT checksum type cannot be used with the sha1 checksum")]
    [InlineData("CRC64NVME", "COMPOSITE", "The COMPOSITE checksum type cannot be used with the crc64nvme checksum")]
    [InlineData("MD4", null, "Checksum algorithm provided is unsupported. Please try again with any of the valid")]
    [InlineData(null, "COMPOSITE", "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm")]
    public async Task Refuses_a_combination_that_S3_does_not_have(string? algorithm, string? type, string text)
    {
        List<string> headers = [];
        if (algorithm is not null)
        {
            headers.Add("x-amz-checksum-algorithm: " + algorithm);
        }

        if (type is not null)
        {
            headers.Add("x-amz-checksum-type: " + type);
        }

        using var refused = await Host.SendSignedAsync(
            "s3", HttpMethod.Post, $"/{Bucket}/k?uploads=", [], [.. headers]);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(text, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x-amz-checksum-crc32: AAAAAA==", "expected checksum Type: sha256, actual checksum Type: crc32")]
    [InlineData("Accept: */*", "expected checksum Type: sha256, actual checksum Type: null")]
    public async Task Refuses_a_part_with_another_checksum_than_the_uploads(string header, string text)
    {
        var upload = await BeginAsync("SHA256", "COMPOSITE");
        using var refused = await Host.SendSignedAsync(
            "s3", HttpMethod.Put, $"/{Bucket}/k?partNumber=1&uploadId={upload.UploadId}", Last, header);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(
            "Checksum Type mismatch occurred, " + text,
            await refused.Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
        Assert.Empty(Files());
    }

    [Fact]
    public async Task Refuses_a_completion_without_the_checksums_of_the_parts()
    {
        var upload = await BeginAsync("CRC32", "COMPOSITE");
        var part = await PartAsync(upload, "CRC32", 1, Last);
        var fault = await Assert.ThrowsAsync<AmazonS3Exception>(() => CompleteAsync(upload, [new(1, part.ETag)]));
        Assert.Equal(
            "The upload was created using a crc32 checksum. The complete request must include the checksum for each "
            + "part. It was missing for part 1 in the request.",
            fault.Message);
    }

    /// <summary>In the order in which S3 finds the faults: each list has all that come after its own.</summary>
    [Theory]
    [InlineData("<X/>", 400, "MalformedXML")]
    [InlineData("", 400, "MalformedXML")]
    [InlineData("2:second,1:wrong", 400, "InvalidPartOrder")]
    [InlineData("1:first,1:first", 400, "InvalidPartOrder")]
    [InlineData("1:wrong,2:second,3:last", 400, "InvalidPart")]
    [InlineData("1:first,4:last", 400, "InvalidPart")]
    [InlineData("1:first,2:second,3:last", 400, "EntityTooSmall")]
    public async Task Refuses_a_list_that_is_not_one_of_the_parts(string list, int status, string code)
    {
        var (upload, parts) = await UploadAsync("k", First, Last, Last);
        var etags = new Dictionary<string, string>
        {
            ["first"] = parts[0].ETag,
            ["second"] = parts[1].ETag,
            ["last"] = parts[2].ETag,
            ["wrong"] = "\"00000000000000000000000000000000\"",
        };
        var items = list.StartsWith('<') ? list : string.Concat(
            list.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split(':')).Select(p =>
                $"<Part><PartNumber>{p[0]}</PartNumber><ETag>{etags[p[1]]}</ETag></Part>"));
        using var refused = await Host.SendSignedAsync(
            "s3",
            HttpMethod.Post,
            $"/{Bucket}/k?uploadId={upload.UploadId}",
            $"<CompleteMultipartUpload>{items}</CompleteMultipartUpload>");
        Assert.Equal(status, (int)refused.StatusCode);
        Assert.Contains($"<Code>{code}</Code>", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(3, (await S3.ListPartsAsync(Bucket, "k", upload.UploadId)).Parts.Count);
    }

    [Theory]
    [InlineData("x-amz-mp-object-size: 7", "header value 7 does not match what was computed: 1000")]
    [InlineData("x-amz-checksum-type: COMPOSITE", "The upload was created using the FULL_OBJECT checksum mode.")]
    [InlineData("x-amz-checksum-crc32: AAAAAA==", "<Code>BadDigest</Code>")]
    public async Task Refuses_what_the_headers_say_wrongly_of_the_whole(string header, string text)
    {
        var upload = await BeginAsync("CRC32", "FULL_OBJECT");
        var part = await PartAsync(upload, "CRC32", 1, Last);
        using var refused = await Host.SendSignedAsync(
            "s3",
            HttpMethod.Post,
            $"/{Bucket}/k?uploadId={upload.UploadId}",
            "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber>"
            + $"<ETag>{part.ETag}</ETag></Part></CompleteMultipartUpload>",
            header);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(text, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("10001")]
    [InlineData("one")]
    public async Task Refuses_a_part_number_that_S3_does_not_have(string number)
    {
        var upload = await S3.InitiateMultipartUploadAsync(Bucket, "k");
        using var refused = await Host.SendSignedAsync(
            "s3", HttpMethod.Put, $"/{Bucket}/k?partNumber={number}&uploadId={upload.UploadId}", Last);
        Assert.Contains(
            "Part number must be an integer between 1 and 10000, inclusive",
            await refused.Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
    }

    private Task<InitiateMultipartUploadResponse> BeginAsync(string algorithm, string type) =>
        S3.InitiateMultipartUploadAsync(new InitiateMultipartUploadRequest
        {
            BucketName = Bucket,
            Key = "k",
            ChecksumAlgorithm = algorithm,
            ChecksumType = type,
        });

    /// <summary>The SDK computes two of the five only with a package of its own: it is given each.</summary>
    private async Task<PartETag> PartAsync(
        InitiateMultipartUploadResponse upload, string algorithm, int number, byte[] content)
    {
        var checksum = Checksum.Compute(Enum.Parse<Algorithm>(algorithm), content).Base64;
        var request = new UploadPartRequest
        {
            BucketName = Bucket,
            Key = "k",
            UploadId = upload.UploadId,
            PartNumber = number,
            InputStream = new MemoryStream(content),
        };
        PropertyOf(request, algorithm).SetValue(request, checksum);
        var answer = await S3.UploadPartAsync(request);
        Assert.Equal(checksum, PropertyOf(answer, algorithm).GetValue(answer));
        var part = new PartETag(number, answer.ETag);
        PropertyOf(part, algorithm).SetValue(part, checksum);
        return part;
    }

    private static string ExpectedOf(Algorithm algorithm, string type)
    {
        if (type == "FULL_OBJECT")
        {
            return Checksum.Compute(algorithm, Whole).Base64;
        }

        byte[] sums =
        [
            .. Convert.FromBase64String(Checksum.Compute(algorithm, First).Base64),
            .. Convert.FromBase64String(Checksum.Compute(algorithm, Last).Base64),
        ];
        return Checksum.Compute(algorithm, sums).Base64 + "-2";
    }

    private static object? ChecksumOf(object answer, string algorithm) =>
        PropertyOf(answer, algorithm).GetValue(answer);

    private static PropertyInfo PropertyOf(object subject, string algorithm) =>
        subject.GetType().GetProperty("Checksum" + algorithm)!;
}
