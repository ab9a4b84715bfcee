using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>One operation of S3.</summary>
internal sealed record S3Operation(string Name, Func<S3Request, ValueTask> HandleAsync);

/// <summary>Every operation that this S3 does. Whatever is not here is refused.</summary>
internal static class S3Operations
{
    private static readonly S3Operation ListBucketsOperation = new("ListBuckets", ListBuckets.HandleAsync);

    private static readonly S3Operation CopyObjectOperation = new("CopyObject", CopyObject.HandleAsync);

    private static readonly S3Operation ListObjectsV2Operation = new("ListObjectsV2", ListObjectsV2.HandleAsync);

    private static readonly FrozenDictionary<(string Method, string? Subresource), S3Operation> OfBucket =
        new Dictionary<(string, string?), S3Operation>
        {
            [("PUT", null)] = new("CreateBucket", CreateBucket.HandleAsync),
            [("HEAD", null)] = new("HeadBucket", HeadBucket.HandleAsync),
            [("DELETE", null)] = new("DeleteBucket", DeleteBucket.HandleAsync),
            [("GET", null)] = new("ListObjects", ListObjects.HandleAsync),
            [("POST", "delete")] = new("DeleteObjects", DeleteObjects.HandleAsync),
            [("GET", "location")] = new("GetBucketLocation", GetBucketLocation.HandleAsync),
            [("PUT", "policy")] = new("PutBucketPolicy", PutBucketPolicy.HandleAsync),
            [("GET", "policy")] = new("GetBucketPolicy", GetBucketPolicy.HandleAsync),
            [("DELETE", "policy")] = new("DeleteBucketPolicy", DeleteBucketPolicy.HandleAsync),
            [("PUT", "publicAccessBlock")] = new("PutPublicAccessBlock", PutPublicAccessBlock.HandleAsync),
            [("GET", "publicAccessBlock")] = new("GetPublicAccessBlock", GetPublicAccessBlock.HandleAsync),
            [("DELETE", "publicAccessBlock")] = new("DeletePublicAccessBlock", DeletePublicAccessBlock.HandleAsync),
            [("PUT", "tagging")] = new("PutBucketTagging", PutBucketTagging.HandleAsync),
            [("GET", "tagging")] = new("GetBucketTagging", GetBucketTagging.HandleAsync),
            [("DELETE", "tagging")] = new("DeleteBucketTagging", DeleteBucketTagging.HandleAsync),
            [("PUT", "encryption")] = new("PutBucketEncryption", PutBucketEncryption.HandleAsync),
            [("GET", "encryption")] = new("GetBucketEncryption", GetBucketEncryption.HandleAsync),
            [("DELETE", "encryption")] = new("DeleteBucketEncryption", DeleteBucketEncryption.HandleAsync),
        }.ToFrozenDictionary();

    private static readonly FrozenDictionary<(string Method, string? Subresource), S3Operation> OfObject =
        new Dictionary<(string, string?), S3Operation>
        {
            [("PUT", null)] = new("PutObject", PutObject.HandleAsync),
            [("GET", null)] = new("GetObject", GetObject.HandleAsync),
            [("HEAD", null)] = new("HeadObject", GetObject.HandleAsync),
            [("DELETE", null)] = new("DeleteObject", DeleteObject.HandleAsync),
        }.ToFrozenDictionary();

    public static bool TryFind(S3Request request, string method, string? subresource, out S3Operation operation)
    {
        var address = request.Address;
        if (address.Bucket is null)
        {
            operation = ListBucketsOperation;
            return HttpMethods.IsGet(method) && subresource is null;
        }

        if (address.Key is null)
        {
            operation = HttpMethods.IsGet(method) && subresource is null && request.Query("list-type") == "2"
                ? ListObjectsV2Operation
                : OfBucket.GetValueOrDefault((method, subresource), ListBucketsOperation);
            return operation != ListBucketsOperation;
        }

        operation = HttpMethods.IsPut(method) && subresource is null && request.Header("x-amz-copy-source") is not null
            ? CopyObjectOperation
            : OfObject.GetValueOrDefault((method, subresource), ListBucketsOperation);
        return operation != ListBucketsOperation;
    }
}
