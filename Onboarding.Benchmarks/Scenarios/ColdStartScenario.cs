using System.Net;
using Onboarding.AppHost.Graph;
using Onboarding.Benchmarks.Hosts;
using Onboarding.Benchmarks.Report;

namespace Onboarding.Benchmarks.Scenarios;

internal sealed class ColdStartScenario : Scenario
{
    private const int Environments = 12;
    private const int WarmCalls = 20;

    public override string Name => "cold-start";

    public override string Summary => "the first answer of a function in a process of its own, and a warm one's";

    public override async Task<IReadOnlyList<Measurement>> RunAsync(CancellationToken stop)
    {
        await using var app = await StackHost.StartAsync(FunctionHostingMode.Process, stop);
        using var api = new HttpClient { BaseAddress = app.Describe().ApiUrl };
        // The host's own first time is not the function's.
        await GetAsync(api, stop);
        var cold = new Samples();
        var warm = new Samples();
        for (var environment = 0; environment < Environments; environment++)
        {
            // A reset ends every environment.
            using var reset = await api.PostAsync("/_localaws/reset", content: null, stop);
            reset.EnsureSuccessStatusCode();
            await cold.MeasureAsync(() => GetAsync(api, stop));
            for (var call = 0; call < WarmCalls; call++)
            {
                await warm.MeasureAsync(() => GetAsync(api, stop));
            }
        }

        return
        [
            cold.Describe(
                "cold-start", "ms", "--functions process: GET /registrations/{id}, its function's first answer"),
            warm.Describe("cold-start: warm", "ms", "the same call again, the function's process is there"),
        ];
    }

    /// <summary>A registration that does not exist: the function asks DynamoDB and answers 404.</summary>
    private static async Task GetAsync(HttpClient api, CancellationToken stop)
    {
        using var response = await api.GetAsync("/registrations/018f0000-0000-7000-8000-000000000000", stop);
        if (response.StatusCode != HttpStatusCode.NotFound)
        {
            throw new BenchmarkException($"GET /registrations answered {(int)response.StatusCode}");
        }
    }
}
