using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Cognito.Http;
using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Cognito.Tokens;
using Onboarding.LocalAws.Cognito.Triggers;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Tests.Kernel.Journal;
using Onboarding.LocalAws.Tests.Lambda;
using Onboarding.LocalAws.Wiring;

namespace Onboarding.LocalAws.Tests.Cognito;

/// <summary>What leaves the host besides answers of the API: it, too, waits for the journal.</summary>
public sealed class DurabilityTests
{
    [Fact]
    public async Task A_function_is_told_of_a_user_once_that_survives_a_crash()
    {
        var isDurable = false;
        await using var host = await LambdaHost.StartAsync(
            LambdaHost.Serving(e => $$"""{"event":{{e.Payload}},"isDurable":"{{isDurable}}"}"""));
        host.Services.Functions.Deploy(LambdaHost.Function("hook"));
        var triggers = new TriggersToLambda(host.Services.Functions, new TaskDurability(async () =>
        {
            await Task.Yield();
            isDurable = true;
        }));
        var answer = await triggers.InvokeAsync(
            "arn:aws:lambda:us-east-1:123456789012:function:hook", "{}"u8.ToArray(), CancellationToken.None);
        Assert.Equal(
            """{"event":{},"isDurable":"True"}""",
            System.Text.Encoding.UTF8.GetString(Assert.IsType<TriggerResult.Returned>(answer).Payload.Span));
    }

    [Fact]
    public async Task A_key_is_published_once_it_survives_a_crash()
    {
        var durable = new TaskCompletionSource();
        var random = RandomSource.Seeded(1);
        var pools = new UserPools(MemoryChangeLog<PoolChange>.Instance);
        var pool = Samples.Pool(new TriggerFunctions());
        pools.TryAdd(pool);
        var endpoint = new CognitoEndpoint(
            pools, new SigningKeys(random), Issuer(random), new TaskDurability(() => durable.Task));
        using var body = new MemoryStream();
        var http = new DefaultHttpContext();
        http.Request.Method = "GET";
        http.Request.Path = $"/{pool.Id}/.well-known/jwks.json";
        http.Response.Body = body;

        var answer = endpoint.HandleAsync(http).AsTask();
        Assert.NotNull(pools.Find(pool.Id)!.SigningKey);
        Assert.False(answer.IsCompleted);
        Assert.Equal(0, body.Length);
        durable.SetResult();
        await answer;
        Assert.NotEqual(0, body.Length);
    }

    private static TokenIssuer Issuer(RandomSource random) => new(
        new SigningKeys(random),
        new UserPoolTriggers(new TriggerInvoker(functions: null!, TimeProvider.System)),
        () => new Uri("http://127.0.0.1:4566"),
        random,
        TimeProvider.System);
}
