using Onboarding.AppHost.Graph;
using Onboarding.Functions.Hosting;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Host;

/// <summary>The same functions, whoever starts them.</summary>
public sealed class FunctionHostingTests
{
    [Fact]
    public async Task The_pipeline_runs_with_a_process_per_environment()
    {
        var stack = await RunningStack.StartAsync(
            new OnboardingOptions { Functions = FunctionHostingMode.Process });
        try
        {
            await AssertCompletesAsync(stack, "process@example.com");
        }
        finally
        {
            await stack.DisposeAsync();
        }
    }

    [Fact]
    public async Task The_pipeline_runs_with_functions_that_somebody_else_started()
    {
        var stack = await RunningStack.StartAsync(
            new OnboardingOptions { Functions = FunctionHostingMode.External });
        using var stop = new CancellationTokenSource();
        var pollers = stack.Functions.Select(name => PollAsync(stack, name, stop.Token)).ToList();
        try
        {
            await AssertCompletesAsync(stack, "external@example.com");
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(pollers);
            await stack.DisposeAsync();
        }
    }

    private static async Task AssertCompletesAsync(RunningStack stack, string email)
    {
        var userId = await stack.RegisteredAsync(new { email, name = "Anybody" });
        var registration = await stack.ReachedAsync(userId, "completed", "failed");
        Assert.Equal("completed", registration.GetProperty("status").GetString());
        Assert.Single(await stack.MailsAsync(email));
    }

    /// <summary>What an IDE does: the environment of one function, the Runtime API's address in it.</summary>
    private static Task<int> PollAsync(RunningStack stack, string function, CancellationToken stop)
    {
        var edge = stack.Ready.EdgeUrl;
        var outputs = stack.Ready.Outputs;
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["AWS_LAMBDA_RUNTIME_API"] = $"{edge.Authority}/{function}",
            ["AWS_LAMBDA_FUNCTION_NAME"] = function,
            ["AWS_ENDPOINT_URL"] = edge.OriginalString,
            ["AWS_REGION"] = "us-east-1",
            ["AWS_ACCESS_KEY_ID"] = "test",
            ["AWS_SECRET_ACCESS_KEY"] = "test",
            ["_HANDLER"] = function["onboarding-".Length..^"Function".Length],
            ["USERS_TABLE"] = outputs["UsersTableName"],
            ["IDENTITIES_TABLE"] = outputs["IdentitiesTableName"],
            ["API_KEYS_TABLE"] = outputs["ApiKeysTableName"],
            ["BUCKET_PREFIX"] = outputs["UserBucketPrefix"],
            ["MAIL_FROM"] = "welcome@example.com",
            ["RDAP_URL"] = new Uri(edge, "/_localaws/rdap").OriginalString,
            ["EMAIL_DOMAINS_ALLOWED"] = "",
            ["EMAIL_DOMAINS_DENIED"] = "",
        };
        return Bootstrap.RunAsync(environment, stop);
    }
}
