using Onboarding.Benchmarks.Hosts;
using Onboarding.Benchmarks.Report;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.Benchmarks.Scenarios;

/// <summary>What a test class of another project pays for a stack of its own.</summary>
internal sealed class TestClassScenario : Scenario
{
    private const int WarmUps = 3;
    private const int Classes = 30;

    public override string Name => "test-class";

    public override string Summary => "a small template with two functions in a test's process: start, answer, end";

    public override async Task<IReadOnlyList<Measurement>> RunAsync(CancellationToken stop)
    {
        using var stack = new SmallStack();
        var first = new Samples();
        await RunOnceAsync(stack, first, new Samples(), stop);
        var start = new Samples();
        var whole = new Samples();
        for (var i = -WarmUps; i < Classes; i++)
        {
            await RunOnceAsync(stack, i < 0 ? new Samples() : start, i < 0 ? new Samples() : whole, stop);
        }

        return
        [
            first.Describe("test-class: first", "ms", "StartAsync of the first stack of a process, not compiled yet"),
            start.Describe("test-class: start", "ms", "StartAsync → the template is ready, two functions in process"),
            whole.Describe("test-class", "ms", "the same, one request to a function, and the end of the host"),
        ];
    }

    private static async Task RunOnceAsync(SmallStack stack, Samples start, Samples whole, CancellationToken stop) =>
        await whole.MeasureAsync(async () =>
        {
            LocalAwsHost? host = null;
            await start.MeasureAsync(async () => host = await LocalAwsHost.StartAsync(
                o =>
                {
                    o.Template = stack.Template;
                    o.Functions.Add("Take", RespondAsync).Add("Confirm", RespondAsync);
                },
                stop));
            await using (host)
            {
                using var http = new HttpClient();
                using var response = await http.PostAsync(
                    new Uri(host!.Stack.ApiUrl!, "/orders"), content: null, stop);
                response.EnsureSuccessStatusCode();
            }
        });

    private static Task<Stream> RespondAsync(Stream @event, LambdaContext context) =>
        Task.FromResult<Stream>(new MemoryStream("{}"u8.ToArray()));
}
