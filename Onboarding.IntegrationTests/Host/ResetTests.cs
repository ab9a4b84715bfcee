using System.Net;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Host;

public sealed class ResetTests(RunningStack stack) : IClassFixture<RunningStack>
{
    [OwnDynamoDbFact("a reset leaves the tables of another endpoint as they are")]
    public async Task A_reset_brings_back_the_freshly_provisioned_stack()
    {
        var body = new { email = "reset@example.com", name = "Reset", phone = "+442079460000" };
        var before = await stack.RegisteredAsync(body);
        await stack.ReachedAsync(before, "completed");

        using var reset = await stack.Api.PostAsync("/_localaws/reset", content: null);
        Assert.Equal(HttpStatusCode.OK, reset.StatusCode);

        using var gone = await stack.Api.GetAsync($"/registrations/{before}");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Empty(await stack.MailsAsync("reset@example.com"));
        Assert.Equal(
            [stack.Ready.Outputs["DataLakeBucketName"]],
            (await stack.S3.ListBucketsAsync()).Buckets.Select(bucket => bucket.BucketName));
        var after = await stack.RegisteredAsync(body);
        await stack.ReachedAsync(after, "completed");
        Assert.Single(await stack.MailsAsync("reset@example.com"));
    }

    [Fact]
    public async Task A_reset_is_asked_for_with_POST()
    {
        using var response = await stack.Api.GetAsync("/_localaws/reset");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }
}
