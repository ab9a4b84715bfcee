using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>PutBucketEncryption: SSE-S3, which every bucket has anyway; KMS keys are refused.</summary>
internal sealed class PutBucketEncryption : IS3Operation
{
    public string Name => "PutBucketEncryption";

    public S3Route Route { get; } = new("PUT", S3Level.Bucket, "encryption");

    public IReadOnlyList<Permission> Permissions { get; } = [new("s3:PutEncryptionConfiguration", S3Resources.Bucket)];

    public OperationMembers Members { get; } = new(
        "Bucket", "ChecksumAlgorithm", "ContentMD5", "ExpectedBucketOwner", "ServerSideEncryptionConfiguration");

    public ValueTask ExecuteAsync(S3Request request, CancellationToken stop)
    {
        request.RequireBucket();
        var rules = S3Xml.Read(request, "ServerSideEncryptionConfiguration").Children("Rule").ToList();
        if (rules.Count != 1)
        {
            throw S3Errors.MalformedXml();
        }

        var byDefault = rules[0].Child("ApplyServerSideEncryptionByDefault") ?? throw S3Errors.MalformedXml();
        return byDefault.Child("SSEAlgorithm")?.Value switch
        {
            "AES256" => request.SendAsync(200),
            "aws:kms" or "aws:kms:dsse" => throw S3Errors.Unsupported("PutBucketEncryption", "SSE-KMS"),
            _ => throw S3Errors.MalformedXml(),
        };
    }
}
