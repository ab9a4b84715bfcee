using Onboarding.LocalAws.S3.Checksums;
using Onboarding.LocalAws.S3.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>
/// CreateMultipartUpload: the headers of the object to come, and the checksum that its parts are to have.
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html.
/// </summary>
internal sealed class CreateMultipartUpload : IS3Operation
{
    private const string Algorithm = "x-amz-checksum-algorithm";
    private const string Type = "x-amz-checksum-type";

    /// <summary>Characters that need no escape in a query; AWS's ids have as many.</summary>
    private const string IdAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._";

    private const int IdLength = 128;

    public string Name => "CreateMultipartUpload";

    public S3Route Route { get; } = new("POST", S3Level.Object, "uploads");

    public IReadOnlyList<Permission> Permissions { get; } = [new("s3:PutObject", S3Resources.Object)];

    public OperationMembers Members { get; } = new(
        "ACL", "Bucket", "CacheControl", "ChecksumAlgorithm", "ChecksumType", "ContentDisposition", "ContentEncoding",
        "ContentLanguage", "ContentType", "ExpectedBucketOwner", "Expires", "GrantFullControl", "GrantRead",
        "GrantReadACP", "GrantWriteACP", "Key", "Metadata", "RequestPayer", "ServerSideEncryption", "StorageClass",
        "Tagging")
    {
        Refused =
        [
            "BucketKeyEnabled", "ObjectLockLegalHoldStatus", "ObjectLockMode", "ObjectLockRetainUntilDate",
            "SSECustomerAlgorithm", "SSECustomerKey", "SSECustomerKeyMD5", "SSEKMSEncryptionContext", "SSEKMSKeyId",
            "WebsiteRedirectLocation",
        ],
    };

    public async ValueTask ExecuteAsync(S3Request request, CancellationToken stop)
    {
        ObjectUpload.RefuseUnsupported(request, Name);
        var upload = new MultipartUpload
        {
            Id = request.Random.NextString(IdAlphabet, IdLength),
            Key = request.Key,
            InitiatedAt = request.Now,
            Headers = ObjectUpload.ReadHeaders(request),
            Tags = TagSet.OfObject(request.Header(TagSet.Header)),
            Checksum = ReadChecksum(request.Header(Algorithm), request.Header(Type)),
        };
        if (!request.Store.BeginUpload(request.Bucket, upload))
        {
            throw S3Errors.NoSuchBucket(request.Bucket);
        }

        var response = request.ResponseHeaders;
        response["x-amz-server-side-encryption"] = "AES256";
        if (upload.Checksum is { } checksum)
        {
            response[Algorithm] = checksum.Algorithm.ToString();
            response[Type] = checksum.Type;
        }

        await request.SendXmlAsync("InitiateMultipartUploadResult", xml =>
        {
            xml.WriteElementString("Bucket", request.Bucket);
            xml.WriteElementString("Key", request.Key);
            xml.WriteElementString("UploadId", upload.Id);
        });
    }

    /// <summary>
    /// Which algorithm has which types, and which without one being named:
    /// https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html. Texts: recorded in
    /// public test suites that run against AWS.
    /// </summary>
    private static UploadChecksum? ReadChecksum(string? named, string? type)
    {
        if (named is null)
        {
            return type is null
                ? null
                : throw S3Errors.InvalidRequest(
                    "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.");
        }

        if (!Enum.GetNames<ChecksumAlgorithm>().Contains(named, StringComparer.OrdinalIgnoreCase))
        {
            throw S3Errors.InvalidRequest(
                "Checksum algorithm provided is unsupported. Please try again with any of the valid types: "
                + $"[{string.Join(", ", Enum.GetNames<ChecksumAlgorithm>())}]");
        }

        var algorithm = Enum.Parse<ChecksumAlgorithm>(named, ignoreCase: true);
        return type switch
        {
            null => new UploadChecksum(algorithm, IsComposite: algorithm != ChecksumAlgorithm.CRC64NVME),
            Checksum.Composite when algorithm != ChecksumAlgorithm.CRC64NVME => new(algorithm, IsComposite: true),
            Checksum.FullObject when algorithm is not (ChecksumAlgorithm.SHA1 or ChecksumAlgorithm.SHA256) =>
                new(algorithm, IsComposite: false),
            Checksum.Composite or Checksum.FullObject => throw S3Errors.InvalidRequest(
                $"The {type} checksum type cannot be used with the {S3Errors.Lower(algorithm)} checksum algorithm."),
            _ => throw S3Errors.InvalidRequest($"Value for {Type} header is invalid."),
        };
    }
}
