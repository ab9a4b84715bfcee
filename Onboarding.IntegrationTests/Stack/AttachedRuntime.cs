using System.Text.Json;
using Onboarding.Functions;
using Onboarding.Functions.Hosting;

namespace Onboarding.IntegrationTests.Stack;

/// <summary>
/// An external runtime, attached as docs/recipes/debug-one-function.md says: what is the function's own comes
/// from the Lambda API, the rest is the Runtime API's address and what every AWS tool is given.
/// </summary>
internal sealed class AttachedRuntime : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task<int> _running;

    private AttachedRuntime(IReadOnlyDictionary<string, string> environment, BootstrapOptions options) =>
        _running = Bootstrap.RunAsync(environment, options, _stop.Token);

    public static async Task<AttachedRuntime> StartAsync(
        RunningStack stack, string function, TimeProvider? time = null)
    {
        var configuration = await stack.GetLambdaAsync(function + "/configuration");
        var edge = stack.Ready.EdgeUrl;
        var environment = configuration.TryGetProperty("Environment", out var own)
            ? own.GetProperty("Variables").Deserialize<Dictionary<string, string>>()!
            : [];
        environment["_HANDLER"] = configuration.GetProperty("Handler").GetString()!;
        environment["AWS_LAMBDA_FUNCTION_NAME"] = function;
        environment["AWS_LAMBDA_RUNTIME_API"] = $"{edge.Authority}/{function}";
        environment["AWS_ENDPOINT_URL"] = edge.OriginalString;
        environment["AWS_REGION"] = "us-east-1";
        environment["AWS_ACCESS_KEY_ID"] = "test";
        environment["AWS_SECRET_ACCESS_KEY"] = "test";
        return new AttachedRuntime(environment, new BootstrapOptions
        {
            Telemetry = stack.Telemetry,
            Time = time ?? TimeProvider.System,
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Assert.Equal(0, await _running);
        _stop.Dispose();
    }
}
