using System.Net.Http.Json;
using Onboarding.Functions;
using Onboarding.Functions.Hosting;

namespace Onboarding.IntegrationTests.Stack;

/// <summary>
/// An external runtime, attached as docs/recipes/debug-one-function.md says: with the environment that the host has for
/// it.
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
        using var http = new HttpClient { BaseAddress = stack.Ready.EdgeUrl };
        var environment = (await http.GetFromJsonAsync<Dictionary<string, string>>(
            $"/_localaws/functions/{function}/environment"))!;
        foreach (var (name, value) in stack.KeyVariables)
        {
            environment[name] = value;
        }

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
