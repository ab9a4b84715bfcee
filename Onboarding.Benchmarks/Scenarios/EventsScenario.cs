using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Onboarding.Benchmarks.Hosts;
using Onboarding.Benchmarks.Report;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.Benchmarks.Scenarios;

/// <summary>
/// Events through a bus of a thousand rules, of which each event matches one. Host and client share this process, so
/// that a quota can be raised: AWS's default is 300 rules.
/// </summary>
internal sealed class EventsScenario : Scenario
{
    private const int Connections = 16;
    private const int PerRequest = 10;
    private const int Rules = 1_000;
    private const int Sources = 100;

    /// <summary>The compiler is still at work on a host that has answered less.</summary>
    private const int WarmUps = 3_000;

    private const int PerRound = 1_000;
    private const int Rounds = 5;

    private static readonly Shape[] Shapes =
    [
        new("1 rule", 1, """{"source":["shop.0"],"detail-type":["t0"],"detail":{"kind":["k0"]}}"""),
        new("1,000 rules", Rules, """{"source":["shop.S"],"detail-type":["tT"],"detail":{"kind":["kN"]}}"""),
        new("1,000 rules by prefix", Rules, """{"source":[{"prefix":"shop.S"}],"detail":{"kind":["kN"]}}"""),
    ];

    public override string Name => "events";

    public override string Summary => "events per second through a bus with a thousand rules, signatures on";

    public override async Task<IReadOnlyList<Measurement>> RunAsync(CancellationToken stop)
    {
        List<Measurement> measured = [];
        foreach (var shape in Shapes)
        {
            await using var host = await LocalAwsHost.StartAsync(
                new LocalAwsOptions { Port = 0, EventRuleCountMax = Rules }, stop);
            using var aws = new SignedClient(host.EdgeUrl);
            await aws.SqsAsync("CreateQueue", """{"QueueName":"q"}"""u8.ToArray(), stop);
            await PutRulesAsync(aws, shape, stop);
            measured.Add(await MeasureAsync(aws, shape, stop));
        }

        return measured;
    }

    private static Task PutRulesAsync(SignedClient aws, Shape shape, CancellationToken stop) =>
        Load.RunAsync(
            Connections,
            shape.Count,
            async (number, stop) =>
            {
                var rule = JsonSerializer.SerializeToUtf8Bytes(
                    new { Name = $"r{number}", EventPattern = shape.PatternOf(number) });
                await aws.EventsAsync("PutRule", rule, stop);
                var targets = JsonSerializer.SerializeToUtf8Bytes(new
                {
                    Rule = $"r{number}",
                    Targets = new[] { new { Id = "q", Arn = "arn:aws:sqs:us-east-1:123456789012:q" } },
                });
                await aws.EventsAsync("PutTargets", targets, stop);
            },
            stop);

    private static async Task<Measurement> MeasureAsync(SignedClient aws, Shape shape, CancellationToken stop)
    {
        async Task PutAsync(int request, CancellationToken stop)
        {
            var answer = await aws.EventsAsync("PutEvents", BodyOf(request, shape.Count), stop);
            if (!Encoding.UTF8.GetString(answer).StartsWith("{\"FailedEntryCount\":0,", StringComparison.Ordinal))
            {
                throw new BenchmarkException($"PutEvents answered {Encoding.UTF8.GetString(answer)}");
            }
        }

        await Load.RunAsync(Connections, WarmUps, PutAsync, stop);
        var rates = new Samples();
        for (var round = 0; round < Rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            await Load.RunAsync(Connections, PerRound, PutAsync, stop);
            rates.Add(PerRound * PerRequest / Stopwatch.GetElapsedTime(started).TotalSeconds);
        }

        return rates.DescribeRate(
            $"events: {shape.Name}",
            "events/s",
            Rounds * PerRound * PerRequest,
            $"PutEvents of {PerRequest} on {Connections} connections, each to one queue by one of {shape.Name}");
    }

    private static byte[] BodyOf(int request, int rules)
    {
        var entries = Enumerable.Range(request * PerRequest, PerRequest).Select(number => number % rules)
            .Select(rule => new
            {
                Source = $"shop.{rule % Sources}",
                DetailType = $"t{rule / Sources}",
                Detail = $$"""{"kind":"k{{rule}}","data":{"userId":"u{{request}}","status":"completed"} }""",
            });
        return JsonSerializer.SerializeToUtf8Bytes(new { Entries = entries });
    }

    /// <param name="Pattern">With <c>S</c>, <c>T</c> and <c>N</c> for what tells the rules apart.</param>
    private sealed record Shape(string Name, int Count, string Pattern)
    {
        public string PatternOf(int number) => Pattern
            .Replace("shop.S", $"shop.{number % Sources}", StringComparison.Ordinal)
            .Replace("tT", $"t{number / Sources}", StringComparison.Ordinal)
            .Replace("kN", $"k{number}", StringComparison.Ordinal);
    }
}
