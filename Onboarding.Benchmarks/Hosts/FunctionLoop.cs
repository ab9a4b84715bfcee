using System.Text;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.Benchmarks.Hosts;

/// <summary>
/// A function of a few lines in this process, without what a real one brings along (tracing, logging, JSON): what is
/// left to measure is the host.
/// </summary>
internal static class FunctionLoop
{
    /// <param name="handle">Sees each event before it is answered; environments call it side by side.</param>
    public static FunctionHosting Hosting(Action<ReadOnlySpan<byte>> handle) =>
        new FunctionHosting.InProcess((environment, stop) => RunAsync(environment, handle, stop));

    private static async Task<int> RunAsync(
        IReadOnlyDictionary<string, string> environment, Action<ReadOnlySpan<byte>> handle, CancellationToken stop)
    {
        using var http = new HttpClient
        {
            BaseAddress = new Uri(
                $"http://{environment["AWS_LAMBDA_RUNTIME_API"]}/2018-06-01/runtime/invocation/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        try
        {
            while (true)
            {
                await ServeAsync(http, handle, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 0;
        }
    }

    private static async Task ServeAsync(
        HttpClient http, Action<ReadOnlySpan<byte>> handle, CancellationToken stop)
    {
        using var next = await http.GetAsync("next", stop);
        var id = next.EnsureSuccessStatusCode().Headers.GetValues("Lambda-Runtime-Aws-Request-Id").Single();
        handle(await next.Content.ReadAsByteArrayAsync(stop));
        using var answer = new StringContent("{}", Encoding.UTF8);
        // What has been handled is answered, also where this environment is being stopped.
        using var accepted = await http.PostAsync(id + "/response", answer, CancellationToken.None);
        accepted.EnsureSuccessStatusCode();
    }
}
