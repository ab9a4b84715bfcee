using Onboarding.AppHost.Graph;
using Onboarding.IntegrationTests.Host;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Registration;

/// <summary>The whole stack in another region and account: nothing in it may be written for one of them.</summary>
public sealed class RegionTests : IAsyncLifetime
{
    private const string Region = "eu-west-1";
    private const string Account = "111122223333";

    private RunningStack _stack = null!;

    public async Task InitializeAsync() => _stack = await RunningStack.StartAsync(
        new OnboardingOptions { Region = Region, AccountId = Account });

    public Task DisposeAsync() => _stack.DisposeAsync();

    [Fact]
    public async Task A_registration_completes_and_its_bucket_is_there()
    {
        var userId = await _stack.RegisteredAsync(
            new { email = "ada@example.com", name = "Ada", phone = "+442079460000" });
        await _stack.ReachedAsync(userId, "completed");
        var buckets = (await _stack.S3.ListBucketsAsync()).Buckets.Select(b => b.BucketName);
        var bucket = Assert.Single(buckets, name => name.EndsWith(userId, StringComparison.Ordinal));
        Assert.Equal(Region, (await _stack.S3.GetBucketLocationAsync(bucket)).Location.Value);
        Assert.StartsWith($"{Region}_", _stack.Ready.Outputs["UserPoolId"], StringComparison.Ordinal);
    }

    [OwnDynamoDbFact("another endpoint may take every region")]
    public async Task The_keys_command_needs_to_know_the_region()
    {
        var url = _stack.Ready.EdgeUrl.OriginalString;
        await using var right = HostProcess.Start("keys", "list", "--endpoint", url, "--region", Region);
        Assert.Equal(0, await right.ExitedAsync());
        Assert.Contains("development", right.Output, StringComparison.Ordinal);
        await using var wrong = HostProcess.Start("keys", "list", "--endpoint", url);
        Assert.Equal(1, await wrong.ExitedAsync());
        Assert.Contains($"this host plays '{Region}'", wrong.Error, StringComparison.Ordinal);
    }
}
