using Amazon.S3;
using Amazon.S3.Model;
using Onboarding.Functions.Hosting;

namespace Onboarding.Functions.Provision;

/// <summary>
/// The user's own bucket. Its name follows from the user id, so that creating it twice is creating it once.
/// </summary>
internal sealed class UserBucket(IAmazonS3 s3, string prefix)
{
    public string NameFor(string userId) => prefix + userId;

    /// <summary>
    /// A name that belongs to another account is an exception: bucket names are global, and only a person can choose
    /// another prefix.
    /// </summary>
    public async Task CreateAsync(string userId, CancellationToken stop)
    {
        try
        {
            await s3.PutBucketAsync(new PutBucketRequest { BucketName = NameFor(userId) }, stop);
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
