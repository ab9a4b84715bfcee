using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Util;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.S3.Operations;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.S3;

public sealed class BucketTests : S3Fixture
{
    [Fact]
    public async Task Creates_lists_heads_and_deletes()
    {
        await S3.PutBucketAsync("another-bucket");
        var buckets = await S3.ListBucketsAsync();
        Assert.Equal(["another-bucket", Bucket], buckets.Buckets.Select(b => b.BucketName));
        var head = await S3.HeadBucketAsync(new HeadBucketRequest { BucketName = Bucket });
        Assert.Equal("us-east-1", head.BucketRegion);
        Assert.Equal(S3Region.USEast1, (await S3.GetBucketLocationAsync(Bucket)).Location);

        await S3.DeleteBucketAsync("another-bucket");
        Assert.Equal(
            (HttpStatusCode.NotFound, "NoSuchBucket"), await FaultAsync(() => S3.DeleteBucketAsync("another-bucket")));
        Assert.Equal(HttpStatusCode.NotFound, (await FaultAsync(
            () => S3.HeadBucketAsync(new HeadBucketRequest { BucketName = "another-bucket" }))).Status);
    }

    /// <summary>Documented(https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html).</summary>
    [Fact]
    public async Task Creating_ones_own_bucket_again_succeeds_in_us_east_1_and_keeps_it()
    {
        await PutAsync("kept");
        await S3.PutBucketAsync(Bucket);
        Assert.Equal("content", await GetTextAsync("kept"));
    }

    [Fact]
    public async Task Creating_ones_own_bucket_again_fails_in_other_regions()
    {
        await using var host = await TestHost.StartAsync(new LocalAwsOptions { Region = "eu-west-1" });
        const string body = "<CreateBucketConfiguration><LocationConstraint>eu-west-1</LocationConstraint>"
            + "</CreateBucketConfiguration>";
        using var first = await host.SendSignedAsync("s3", HttpMethod.Put, "/b-1", body);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        using var second = await host.SendSignedAsync("s3", HttpMethod.Put, "/b-1", body);
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Contains(
            "<Code>BucketAlreadyOwnedByYou</Code>", await second.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var none = await host.SendSignedAsync("s3", HttpMethod.Put, "/b-2");
        Assert.Contains(
            "IllegalLocationConstraintException", await none.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    /// <summary>Documented(https://docs.aws.amazon.com/AmazonS3/latest/userguide/BucketRestrictions.html).</summary>
    [Fact]
    public async Task Refuses_a_bucket_beyond_the_accounts_quota_until_another_is_deleted()
    {
        await using var host = await TestHost.StartAsync(new LocalAwsOptions { BucketCountMax = 2 });
        using var s3 = new AmazonS3Client(TestHost.Root, host.Configure(new AmazonS3Config { ForcePathStyle = true }));
        await s3.PutBucketAsync("bucket-1");
        await s3.PutBucketAsync("bucket-2");

        Assert.Equal(
            (HttpStatusCode.BadRequest, "TooManyBuckets"), await FaultAsync(() => s3.PutBucketAsync("bucket-3")));

        await s3.PutBucketAsync("bucket-2");
        await s3.DeleteBucketAsync("bucket-1");
        await s3.PutBucketAsync("bucket-3");
    }

    [Fact]
    public async Task Refuses_to_delete_a_bucket_with_objects()
    {
        await PutAsync("a");
        Assert.Equal((HttpStatusCode.Conflict, "BucketNotEmpty"), await FaultAsync(() => S3.DeleteBucketAsync(Bucket)));
    }

    /// <summary>Documented(https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html).</summary>
    [Theory]
    [InlineData("abc", true)]
    [InlineData("my.bucket-1", true)]
    [InlineData("ab", false)]
    [InlineData("Abc", false)]
    [InlineData("a_b_c", false)]
    [InlineData("-abc", false)]
    [InlineData("abc-", false)]
    [InlineData("a..b", false)]
    [InlineData("192.168.5.4", false)]
    [InlineData("xn--abc", false)]
    [InlineData("abc-s3alias", false)]
    public void Names_follow_the_rules(string name, bool valid) => Assert.Equal(valid, BucketName.IsValid(name));

    [Fact]
    public async Task Rejects_an_invalid_name()
    {
        using var response = await Host.SendSignedAsync("s3", HttpMethod.Put, "/In_valid");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(
            "<Code>InvalidBucketName</Code><Message>The specified bucket is not valid.</Message>"
            + "<BucketName>In_valid</BucketName><RequestId>",
            await response.Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keeps_tags()
    {
        Assert.Equal("NoSuchTagSet", (await FaultAsync(
            () => S3.GetBucketTaggingAsync(new GetBucketTaggingRequest { BucketName = Bucket }))).Code);
        await S3.PutBucketTaggingAsync(Bucket, [new Tag { Key = "team", Value = "onboarding" }]);
        var tags = await S3.GetBucketTaggingAsync(new GetBucketTaggingRequest { BucketName = Bucket });
        Assert.Equal(("team", "onboarding"), (tags.TagSet.Single().Key, tags.TagSet.Single().Value));
        Assert.Equal("InvalidTag", (await FaultAsync(() => S3.PutBucketTaggingAsync(
            Bucket, [new Tag { Key = "a", Value = "1" }, new Tag { Key = "a", Value = "2" }]))).Code);
    }

    [Fact]
    public async Task Blocks_public_access_until_told_otherwise()
    {
        var get = new GetPublicAccessBlockRequest { BucketName = Bucket };
        Assert.True((await S3.GetPublicAccessBlockAsync(get)).PublicAccessBlockConfiguration.BlockPublicPolicy);
        await S3.PutPublicAccessBlockAsync(new PutPublicAccessBlockRequest
        {
            BucketName = Bucket,
            PublicAccessBlockConfiguration = new PublicAccessBlockConfiguration { BlockPublicAcls = true },
        });
        var block = (await S3.GetPublicAccessBlockAsync(get)).PublicAccessBlockConfiguration;
        Assert.Equal((true, false), (block.BlockPublicAcls, block.BlockPublicPolicy));
        await S3.DeletePublicAccessBlockAsync(new DeletePublicAccessBlockRequest { BucketName = Bucket });
        Assert.Equal(
            "NoSuchPublicAccessBlockConfiguration", (await FaultAsync(() => S3.GetPublicAccessBlockAsync(get))).Code);
    }

    [Fact]
    public async Task Is_encrypted_with_SSE_S3_and_refuses_KMS()
    {
        var encryption = await S3.GetBucketEncryptionAsync(new GetBucketEncryptionRequest { BucketName = Bucket });
        var rule = encryption.ServerSideEncryptionConfiguration.ServerSideEncryptionRules.Single();
        Assert.Equal("AES256", rule.ServerSideEncryptionByDefault.ServerSideEncryptionAlgorithm.Value);
        rule.ServerSideEncryptionByDefault.ServerSideEncryptionAlgorithm = ServerSideEncryptionMethod.AWSKMS;
        Assert.Equal(HttpStatusCode.NotImplemented, (await FaultAsync(() => S3.PutBucketEncryptionAsync(
            new PutBucketEncryptionRequest
            {
                BucketName = Bucket,
                ServerSideEncryptionConfiguration = encryption.ServerSideEncryptionConfiguration,
            }))).Status);
    }

    /// <summary>Documented(https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketEncryption.html).</summary>
    [Fact]
    public async Task Stays_encrypted_with_SSE_S3_where_its_configuration_is_deleted()
    {
        await S3.DeleteBucketEncryptionAsync(new DeleteBucketEncryptionRequest { BucketName = Bucket });
        var encryption = await S3.GetBucketEncryptionAsync(new GetBucketEncryptionRequest { BucketName = Bucket });
        Assert.Single(encryption.ServerSideEncryptionConfiguration.ServerSideEncryptionRules);
    }

    [Fact]
    public async Task Deletes_its_tags()
    {
        await S3.PutBucketTaggingAsync(Bucket, [new Tag { Key = "team", Value = "onboarding" }]);
        await S3.DeleteBucketTaggingAsync(Bucket);
        Assert.Equal("NoSuchTagSet", (await FaultAsync(
            () => S3.GetBucketTaggingAsync(new GetBucketTaggingRequest { BucketName = Bucket }))).Code);
    }

    /// <summary>Documented(https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html).</summary>
    [Fact]
    public async Task Belongs_to_its_owner_alone_and_has_no_ACLs()
    {
        var acl = await S3.GetBucketAclAsync(new GetBucketAclRequest { BucketName = Bucket });
        var grant = Assert.Single(acl.Grants);
        Assert.Equal((S3Permission.FULL_CONTROL, acl.Owner.Id), (grant.Permission, grant.Grantee.CanonicalUser));
        var ownership = await S3.GetBucketOwnershipControlsAsync(
            new GetBucketOwnershipControlsRequest { BucketName = Bucket });
        Assert.Equal(
            ObjectOwnership.BucketOwnerEnforced, Assert.Single(ownership.OwnershipControls.Rules).ObjectOwnership);
        Assert.True(await AmazonS3Util.DoesS3BucketExistV2Async(S3, Bucket));
        Assert.False(await AmazonS3Util.DoesS3BucketExistV2Async(S3, "no-such-bucket"));
    }

    [Fact]
    public async Task Refuses_sub_resources_that_it_does_not_have()
    {
        Assert.Equal(
            (HttpStatusCode.NotImplemented, "NotImplemented"),
            await FaultAsync(() => S3.GetBucketVersioningAsync(Bucket)));
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><Tagging><TagSet>&e;</TagSet></Tagging>")]
    [InlineData("<Tagging>")]
    [InlineData("<Other/>")]
    [InlineData("")]
    public async Task Rejects_xml_that_is_hostile_or_wrong(string xml)
    {
        using var response = await Host.SendSignedAsync("s3", HttpMethod.Put, $"/{Bucket}?tagging", xml);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(
            "<Code>MalformedXML</Code>", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
