using Amazon.S3;
using Amazon.S3.Model;
using Onboarding.Functions.Hosting;

namespace Onboarding.Functions.Provision;

/// <summary>
/// The user's own bucket. Its name follows from the user id, so that creating it twice is creating it once.
/// </summary>
internal sealed class UserBucket(IAmazonS3 s3, string prefix)
{
    private const string UsEast1 = "us-east-1";

    public string NameFor(string userId) => prefix + userId;

    /// <summary>
    /// A name that belongs to another account is an exception: bucket names are global, and only a person can choose
    /// another prefix.
    /// </summary>
    public async Task CreateAsync(string userId, InvocationContext invocation, CancellationToken stop)
    {
        var request = new PutBucketRequest
        {
            BucketName = NameFor(userId),
            // The SDK names the region by itself only where no AWS_ENDPOINT_URL is set; us-east-1 has no constraint
            // (https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html).
            BucketRegionName = invocation.Region == UsEast1 ? null : invocation.Region,
        };
        try
        {
            await s3.PutBucketAsync(request, stop);
        }
        catch (BucketAlreadyOwnedByYouException)
        {
            // An earlier delivery of the record got this far. In us-east-1 S3 answers 200 instead
            // (https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html).
        }
    }

    public Task PutPolicyAsync(string userId, InvocationContext invocation, CancellationToken stop) =>
        s3.PutBucketPolicyAsync(
            new PutBucketPolicyRequest
            {
                BucketName = NameFor(userId),
                Policy = BucketPolicy.For(NameFor(userId), userId, invocation.Partition, invocation.AccountId),
            },
            stop);
}
