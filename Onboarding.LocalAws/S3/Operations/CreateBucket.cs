using Onboarding.LocalAws.S3.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>
/// CreateBucket. In us-east-1 creating one's own bucket again succeeds and changes nothing; elsewhere it is
/// BucketAlreadyOwnedByYou. Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html.
/// </summary>
internal sealed class CreateBucket : IS3Operation
{
    private const string UsEast1 = "us-east-1";

    public string Name => "CreateBucket";

    public S3Route Route { get; } = new("PUT", S3Level.Bucket);

    public IReadOnlyList<Permission> Permissions { get; } = [new("s3:CreateBucket", S3Resources.Bucket)];

    public OperationMembers Members { get; } = new(
        "ACL", "Bucket", "CreateBucketConfiguration", "ObjectLockEnabledForBucket", "ObjectOwnership")
    {
        Refused = ["GrantFullControl", "GrantRead", "GrantReadACP", "GrantWrite", "GrantWriteACP", "BucketNamespace"],
    };

    public ValueTask ExecuteAsync(S3Request request, CancellationToken stop)
    {
        if (!BucketName.IsValid(request.Bucket))
        {
            throw S3Errors.InvalidBucketName(request.Bucket);
        }

        RefuseUnsupported(request);
        var tags = ReadConfiguration(request);
        switch (request.Store.CreateBucket(request.Bucket, request.Now))
        {
            case CreateBucketOutcome.TooMany:
                throw S3Errors.TooManyBuckets();
            case CreateBucketOutcome.Exists when request.Scope.Region != UsEast1:
                throw S3Errors.BucketAlreadyOwnedByYou(request.Bucket);
            case CreateBucketOutcome.Created when tags is not null:
                request.Store.Configure(request.Bucket, s => s with { Tags = tags });
                break;
        }

        request.ResponseHeaders.Location = "/" + request.Bucket;
        return request.SendAsync(200);
    }

    private static void RefuseUnsupported(S3Request request)
    {
        if (request.Header("x-amz-acl") is not (null or "private"))
        {
            throw S3Errors.Unsupported("CreateBucket", "x-amz-acl");
        }

        if (request.Header("x-amz-object-ownership") is not (null or "BucketOwnerEnforced"))
        {
            throw S3Errors.Unsupported("CreateBucket", "x-amz-object-ownership");
        }

        if (request.Header("x-amz-bucket-object-lock-enabled") is not (null or "false"))
        {
            throw S3Errors.Unsupported("CreateBucket", "x-amz-bucket-object-lock-enabled");
        }
    }

    private static IReadOnlyList<KeyValuePair<string, string>>? ReadConfiguration(S3Request request)
    {
        var region = request.Scope.Region;
        if (request.Aws.Body.IsEmpty)
        {
            return region == UsEast1 ? null : throw S3Errors.IllegalLocationConstraint("unspecified");
        }

        var configuration = S3Xml.Read(request, "CreateBucketConfiguration");
        if (configuration.Child("Location") is not null || configuration.Child("Bucket") is not null)
        {
            throw S3Errors.Unsupported("CreateBucket", "directory buckets");
        }

        var location = configuration.Child("LocationConstraint")?.Value ?? "";
        if (location == UsEast1)
        {
            // us-east-1 is the one region that has no constraint of its own name.
            throw S3Errors.InvalidLocationConstraint(location);
        }

        // The SDK for .NET still sends the oldest region's first name.
        var isHere = location == (region == UsEast1 ? "" : region) || (location == "EU" && region == "eu-west-1");
        if (!isHere)
        {
            throw S3Errors.IllegalLocationConstraint(location.Length == 0 ? "unspecified" : location);
        }

        return configuration.Child("Tags") is { } tags ? TagSet.OfBucket(tags) : null;
    }
}
