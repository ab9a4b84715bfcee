using Onboarding.Benchmarks.Hosts;
using Onboarding.Benchmarks.Report;

namespace Onboarding.Benchmarks.Scenarios;

internal sealed class InvokeScenario : Scenario
{
    private const int WarmUps = 1_000;
    private const int Calls = 2_000;

    private const string Template = """
        Resources:
          Empty:
            Type: AWS::Serverless::Function
            Properties: {Handler: Empty, Runtime: provided.al2023, CodeUri: out/}
        """;

    public override string Name => "invoke";

    public override string Summary => "a warm Lambda Invoke of an empty function, and what of it is the gateway";

    public override async Task<IReadOnlyList<Measurement>> RunAsync(CancellationToken stop)
    {
        await using var host = await TemplateHost.StartAsync(FunctionLoop.Hosting(_ => { }), Template, stop);
        const string function = "functions/benchmark-Empty";
        var payload = "{}"u8.ToArray();
        var invoke = await MeasureAsync(
            () => host.Client.LambdaAsync(HttpMethod.Post, function + "/invocations", payload, stop));
        var gateway = await MeasureAsync(
            () => host.Client.LambdaAsync(HttpMethod.Get, function + "/configuration", body: null, stop));
        return
        [
            invoke.Describe("invoke", "ms", "Invoke of a warm, empty function in this process, the whole call"),
            gateway.Describe(
                "invoke: gateway", "ms", "GetFunctionConfiguration: the same call without a function behind it"),
            new Measurement(
                "invoke: function", invoke.P50 - gateway.P50, null, "ms", Calls, "the difference of the two"),
        ];
    }

    private static async Task<Samples> MeasureAsync(Func<Task> call)
    {
        for (var i = 0; i < WarmUps; i++)
        {
            await call();
        }

        var samples = new Samples();
        for (var i = 0; i < Calls; i++)
        {
            await samples.MeasureAsync(call);
        }

        return samples;
    }
}
