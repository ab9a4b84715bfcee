using Onboarding.LocalAws.S3.Checksums;
using Onboarding.LocalAws.S3.Payload;
using Onboarding.LocalAws.S3.Store;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>
/// PutObject, whole or conditional.
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html.
/// </summary>
internal static class PutObject
{
    public static async ValueTask HandleAsync(S3Request request)
    {
        ObjectUpload.RefuseUnsupported(request, "PutObject");
        var condition = WriteConditions.Read(request);
        var headers = ObjectUpload.ReadHeaders(request);
        // Before the body is read: a bucket that goes meanwhile is found below.
        request.RequireBucket();
        using var payload = await ObjectPayload.ReceiveAsync(request);
        var stored = new S3Object
        {
            Key = request.Key,
            Content = payload.Content,
            ETag = payload.Digest.ETag,
            LastModified = request.Now,
            Checksum = payload.Digest.Checksum,
            Headers = headers,
        };
        WriteConditions.Check(request, request.Store.Put(request.Bucket, stored, condition), condition);
        payload.Keep();
        await request.Contents.SweepAsync();

        var response = request.ResponseHeaders;
        response.ETag = stored.ETag;
        response[Checksum.HeaderOf(stored.Checksum.Algorithm)] = stored.Checksum.Base64;
        response["x-amz-checksum-type"] = "FULL_OBJECT";
        response["x-amz-server-side-encryption"] = "AES256";
        await request.SendAsync(200);
    }
}
