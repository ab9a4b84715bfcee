using System.Collections.Frozen;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>
/// The headers of members that some operation refuses, and of those that every operation has. One refused member is a
/// query parameter (VersionId).
/// </summary>
internal static class S3Members
{
    public const string VersionId = "VersionId";

    private const string Prefix = "x-amz-";
    private const string ExpectedBucketOwner = "x-amz-expected-bucket-owner";
    private const string ExpectedSourceBucketOwner = "x-amz-source-expected-bucket-owner";
    private const string CustomerKey = "server-side-encryption-customer-";

    private static readonly FrozenDictionary<string, string> HeaderOf = new Dictionary<string, string>
    {
        ["BucketKeyEnabled"] = "x-amz-server-side-encryption-bucket-key-enabled",
        ["BucketNamespace"] = "x-amz-bucket-namespace",
        ["ChecksumMD5"] = "x-amz-checksum-md5",
        ["ChecksumSHA512"] = "x-amz-checksum-sha512",
        ["ChecksumXXHASH128"] = "x-amz-checksum-xxhash128",
        ["ChecksumXXHASH3"] = "x-amz-checksum-xxhash3",
        ["ChecksumXXHASH64"] = "x-amz-checksum-xxhash64",
        ["CopySourceSSECustomerAlgorithm"] = "x-amz-copy-source-" + CustomerKey + "algorithm",
        ["CopySourceSSECustomerKey"] = "x-amz-copy-source-" + CustomerKey + "key",
        ["CopySourceSSECustomerKeyMD5"] = "x-amz-copy-source-" + CustomerKey + "key-md5",
        ["GrantFullControl"] = "x-amz-grant-full-control",
        ["GrantRead"] = "x-amz-grant-read",
        ["GrantReadACP"] = "x-amz-grant-read-acp",
        ["GrantWrite"] = "x-amz-grant-write",
        ["GrantWriteACP"] = "x-amz-grant-write-acp",
        ["IfMatchInitiatedTime"] = "x-amz-if-match-initiated-time",
        ["IfMatchLastModifiedTime"] = "x-amz-if-match-last-modified-time",
        ["IfMatchSize"] = "x-amz-if-match-size",
        ["ObjectLockLegalHoldStatus"] = "x-amz-object-lock-legal-hold",
        ["ObjectLockMode"] = "x-amz-object-lock-mode",
        ["ObjectLockRetainUntilDate"] = "x-amz-object-lock-retain-until-date",
        ["SSECustomerAlgorithm"] = "x-amz-" + CustomerKey + "algorithm",
        ["SSECustomerKey"] = "x-amz-" + CustomerKey + "key",
        ["SSECustomerKeyMD5"] = "x-amz-" + CustomerKey + "key-md5",
        ["SSEKMSEncryptionContext"] = "x-amz-server-side-encryption-context",
        ["SSEKMSKeyId"] = "x-amz-server-side-encryption-aws-kms-key-id",
        ["WebsiteRedirectLocation"] = "x-amz-website-redirect-location",
        ["WriteOffsetBytes"] = "x-amz-write-offset-bytes",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static FrozenSet<string> RefusedHeaders(IAwsOperation operation) =>
        operation.Members.Refused.Where(m => m != VersionId).Select(m => HeaderOf[m])
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Checks what holds for the headers of every operation.</summary>
    /// <exception cref="Wire.AwsException">One is refused, or names another account than the bucket's.</exception>
    public static void Check(S3Request request, string operation, FrozenSet<string> refused)
    {
        foreach (var (name, value) in request.Headers)
        {
            if (!name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (refused.Contains(name))
            {
                throw S3Errors.Unsupported(operation, name.ToLowerInvariant());
            }

            if (name.Equals(ExpectedBucketOwner, StringComparison.OrdinalIgnoreCase)
                || name.Equals(ExpectedSourceBucketOwner, StringComparison.OrdinalIgnoreCase))
            {
                RequireOwner(request, value.ToString());
            }
        }
    }

    /// <summary>https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html.</summary>
    private static void RequireOwner(S3Request request, string account)
    {
        if (account != request.Scope.AccountId)
        {
            throw S3Errors.AccessDenied();
        }
    }
}
