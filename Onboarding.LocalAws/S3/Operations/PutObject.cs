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
    public static ValueTask HandleAsync(S3Request request)
    {
        ObjectUpload.RefuseUnsupported(request, "PutObject");
        var condition = WriteConditions.Read(request);
        var headers = ObjectUpload.ReadHeaders(request);
        var payload = ObjectPayload.Read(request);
        var stored = new S3Object
        {
            Key = request.Key,
            Content = payload.Content,
            ETag = payload.ETag,
            LastModified = request.Now,
            Checksum = payload.Checksum,
            Headers = headers,
        };
        WriteConditions.Check(request, request.Store.Put(request.Bucket, stored, condition), condition);

        var response = request.ResponseHeaders;
        response.ETag = stored.ETag;
        response[Checksum.HeaderOf(stored.Checksum.Algorithm)] = stored.Checksum.Base64;
        response["x-amz-checksum-type"] = "FULL_OBJECT";
        response["x-amz-server-side-encryption"] = "AES256";
        return request.SendAsync(200);
    }
}
