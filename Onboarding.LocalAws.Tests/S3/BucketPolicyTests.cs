using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.S3;

/// <summary>Documented(https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-policy-language-overview.html).</summary>
public sealed class BucketPolicyTests : S3Fixture
{
    private const string Good =
        """
        {
          "Version": "2012-10-17",
          "Statement": [{
            "Sid": "Owner",
            "Effect": "Allow",
            "Principal": {"AWS": "arn:aws:iam::123456789012:role/onboarding-ProvisionFunctionRole"},
            "Action": ["s3:GetObject", "s3:PutObject"],
            "Resource": "arn:aws:s3:::tests-bucket/*",
            "Condition": {"StringEquals": {"aws:PrincipalTag/userId": "u1"}}
          }]
        }
        """;

    [Fact]
    public async Task Returns_the_document_that_was_put()
    {
        using var none = await Host.SendSignedAsync("s3", HttpMethod.Get, $"/{Bucket}?policy");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        Assert.Contains(
            "<Code>NoSuchBucketPolicy</Code>", await none.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await S3.PutBucketPolicyAsync(Bucket, Good);
        Assert.Equal(Good, (await S3.GetBucketPolicyAsync(Bucket)).Policy);
        await S3.DeleteBucketPolicyAsync(Bucket);
        // This SDK reports a missing policy as a response instead of an exception.
        Assert.Equal(HttpStatusCode.NotFound, (await S3.GetBucketPolicyAsync(Bucket)).HttpStatusCode);
    }

    [Theory]
    [InlineData("x", "x", "Policies must be valid JSON and the first byte must be '{'", true)]
    [InlineData("\"Version\"", "\"Version", "This policy contains invalid Json", false)]
    [InlineData("2012-10-17", "2012-10-18", "The policy must contain a valid version string", false)]
    [InlineData("\"Statement\"", "\"Statements\"", "Unknown field Statements", false)]
    [InlineData("\"Effect\": \"Allow\",", "", "Missing required field Effect", false)]
    [InlineData("\"Allow\"", "\"Permit\"", "Invalid effect : Permit", false)]
    [InlineData("arn:aws:iam::123456789012:role/", "arn:aws:iam::12:role/", "Invalid principal in policy", false)]
    [InlineData("s3:GetObject", "dynamodb:GetItem", "Policy has invalid action", false)]
    [InlineData("tests-bucket/*", "other-bucket/*", "Policy has invalid resource", false)]
    public async Task Rejects_a_malformed_policy(string what, string by, string message, bool whole)
    {
        var policy = whole ? by : Good.Replace(what, by, StringComparison.Ordinal);
        var fault = await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => S3.PutBucketPolicyAsync(Bucket, policy));
        Assert.Equal(
            (HttpStatusCode.BadRequest, "MalformedPolicy", message),
            (fault.StatusCode, fault.ErrorCode, fault.Message));
    }

    [Fact]
    public async Task Blocks_a_public_policy_while_public_policies_are_blocked()
    {
        var policy = Good.Replace(
            """{"AWS": "arn:aws:iam::123456789012:role/onboarding-ProvisionFunctionRole"}""",
            "\"*\"",
            StringComparison.Ordinal);
        Assert.Equal(
            (HttpStatusCode.Forbidden, "AccessDenied"),
            await FaultAsync(() => S3.PutBucketPolicyAsync(Bucket, policy)));
        await S3.DeletePublicAccessBlockAsync(new DeletePublicAccessBlockRequest { BucketName = Bucket });
        await S3.PutBucketPolicyAsync(Bucket, policy);
    }

    [Fact]
    public async Task Needs_a_bucket()
    {
        Assert.Equal("NoSuchBucket", (await FaultAsync(() => S3.PutBucketPolicyAsync("no-such-bucket", Good))).Code);
    }
}
