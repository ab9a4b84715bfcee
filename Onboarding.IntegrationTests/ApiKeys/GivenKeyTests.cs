using System.Net;
using Onboarding.AppHost.Graph;
using Onboarding.Functions.AuthorizeApiKey;
using Onboarding.Functions.Randomness;
using Onboarding.IntegrationTests.Host;
using Onboarding.IntegrationTests.Stack;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.IntegrationTests.ApiKeys;

/// <summary>What Aspire hands to the host and to its commands by the environment.</summary>
public sealed class GivenKeyTests
{
    [Fact]
    public async Task The_development_key_is_the_one_that_was_given()
    {
        var key = ApiKey.Mint(RandomSource.System).Text;
        var stack = await RunningStack.StartAsync(new OnboardingOptions { DevelopmentKey = key });
        try
        {
            Assert.Equal(key, stack.Ready.ApiKey);
            using var registered = await stack.RegisterAsync(
                new { email = "ada@example.com", name = "Ada Lovelace", phone = "+442079460000" });
            Assert.Equal(HttpStatusCode.Accepted, registered.StatusCode);
        }
        finally
        {
            await stack.DisposeAsync();
        }
    }

    [Fact]
    public async Task What_is_no_key_is_refused_and_not_repeated()
    {
        var refused = await Assert.ThrowsAsync<LocalAwsException>(
            () => RunningStack.StartAsync(new OnboardingOptions { DevelopmentKey = "onb_secret" }));
        Assert.Contains(DevelopmentKey.Variable, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("onb_secret", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_table_of_keys_is_the_output_of_the_stack_that_is_referred_to()
    {
        var stack = await RunningStack.StartAsync(new OnboardingOptions());
        try
        {
            await using var keys = HostProcess.Start(
                new Dictionary<string, string> { ["AWS__Resources__ApiKeysTableName"] = "of-another-stack" },
                "keys", "list", "--endpoint", stack.Ready.EdgeUrl.OriginalString);
            Assert.Equal(1, await keys.ExitedAsync());
            Assert.Contains("there is no table 'of-another-stack'", keys.Error, StringComparison.Ordinal);
        }
        finally
        {
            await stack.DisposeAsync();
        }
    }
}
