using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>
/// AbortMultipartUpload: the parts are gone with it.
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html.
/// </summary>
internal sealed class AbortMultipartUpload : IS3Operation
{
    public string Name => "AbortMultipartUpload";

    public S3Route Route { get; } = new("DELETE", S3Level.Object, "uploadId");

    public IReadOnlyList<Permission> Permissions { get; } = [new("s3:AbortMultipartUpload", S3Resources.Object)];

    public OperationMembers Members { get; } = new("Bucket", "ExpectedBucketOwner", "Key", "RequestPayer", "UploadId")
    {
        Refused = ["IfMatchInitiatedTime"],
    };

    public async ValueTask ExecuteAsync(S3Request request, CancellationToken stop)
    {
        request.RequireBucket();
        var id = UploadRequest.UploadId(request);
        if (!request.Store.AbortUpload(request.Bucket, request.Key, id))
        {
            throw S3Errors.NoSuchUpload(id);
        }

        await request.Contents.SweepAsync();
        await request.SendAsync(204);
    }
}
