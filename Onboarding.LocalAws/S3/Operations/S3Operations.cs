using System.Collections.Frozen;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>Every operation that this S3 does; others are refused.</summary>
internal static class S3Operations
{
    private static readonly IS3Operation[] All =
    [
        new ListBuckets(),
        new CreateBucket(),
        new HeadBucket(),
        new DeleteBucket(),
        new ListObjects(),
        new ListObjectsV2(),
        new DeleteObjects(),
        new GetBucketLocation(),
        new GetBucketAcl(),
        new GetBucketOwnershipControls(),
        new PutBucketPolicy(),
        new GetBucketPolicy(),
        new DeleteBucketPolicy(),
        new PutPublicAccessBlock(),
        new GetPublicAccessBlock(),
        new DeletePublicAccessBlock(),
        new PutBucketTagging(),
        new GetBucketTagging(),
        new DeleteBucketTagging(),
        new PutBucketCors(),
        new GetBucketCors(),
        new DeleteBucketCors(),
        new PutBucketEncryption(),
        new GetBucketEncryption(),
        new DeleteBucketEncryption(),
        new PutObject(),
        new CopyObject(),
        new GetObject(),
        new HeadObject(),
        new DeleteObject(),
        new PutObjectTagging(),
        new GetObjectTagging(),
        new DeleteObjectTagging(),
        new GetObjectAcl(),
        new GetObjectAttributes(),
        new CreateMultipartUpload(),
        new UploadPart(),
        new UploadPartCopy(),
        new ListParts(),
        new ListMultipartUploads(),
        new CompleteMultipartUpload(),
        new AbortMultipartUpload(),
    ];

    private static readonly FrozenDictionary<S3Route, IS3Operation> ByRoute = All.ToFrozenDictionary(o => o.Route);

    private static readonly FrozenDictionary<string, FrozenSet<string>> RefusedHeaders =
        All.ToFrozenDictionary(o => o.Name, S3Members.RefusedHeaders, StringComparer.Ordinal);

    public static OperationTable<S3Request> Table { get; } = new([.. All]);

    public static IS3Operation? Find(S3Route route) => ByRoute.GetValueOrDefault(route);

    /// <summary>Of what puts an object in another way than PutObject, with the headers of that.</summary>
    /// <inheritdoc cref="S3Members.Check"/>
    public static void CheckPut(S3Request request) =>
        S3Members.Check(request, "PutObject", RefusedHeaders["PutObject"]);

    /// <inheritdoc cref="S3Members.Check"/>
    public static void CheckHeaders(S3Request request, IAwsOperation operation)
    {
        // Beside a sub-resource (?tagging&versionId=) it does not name the route.
        if (operation.Members.Refused.Contains(S3Members.VersionId) && request.Query("versionId") is not null)
        {
            throw S3Errors.Unsupported(operation.Name, "versionId");
        }

        S3Members.Check(request, operation.Name, RefusedHeaders[operation.Name]);
    }
}
