using Onboarding.Benchmarks.Hosts;
using Onboarding.Benchmarks.Report;

namespace Onboarding.Benchmarks.Scenarios;

internal sealed class InvokeScenario : Scenario
{
    private const int WarmUps = 5_000;
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
        var invoke = new Samples();
        var gateway = new Samples();
        // Taken in turns, so that neither meets a host that is further compiled, or busier, than the other does.
        for (var call = -WarmUps; call < Calls; call++)
        {
            if (call == 0)
            {
                invoke = new Samples();
                gateway = new Samples();
            }

            await invoke.MeasureAsync(
                () => host.Client.LambdaAsync(HttpMethod.Post, function + "/invocations", payload, stop));
            await gateway.MeasureAsync(
                () => host.Client.LambdaAsync(HttpMethod.Get, function + "/configuration", body: null, stop));
        }

        return
        [
            invoke.Describe("invoke", "ms", "Invoke of a warm, empty function in this process, the whole call"),
            gateway.Describe(
                "invoke: gateway", "ms", "GetFunctionConfiguration: the same call without a function behind it"),
            new Measurement(
                "invoke: function", invoke.P50 - gateway.P50, null, "ms", Calls, "the difference of the two"),
        ];
    }
}
