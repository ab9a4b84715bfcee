using System.Diagnostics;
using System.Text.Json;
using Onboarding.AppHost.Graph;
using Onboarding.Benchmarks.Hosts;
using Onboarding.Benchmarks.Report;

namespace Onboarding.Benchmarks.Scenarios;

internal sealed class RegistrationScenario : Scenario
{
    private const int WarmUps = 20;
    private const int OneAtATime = 200;
    private const int AtOnce = 8;
    private const int PerRound = 1_000;
    private const int Rounds = 3;

    public override string Name => "registration";

    public override string Summary => "POST /register until accepted and until completed, and how many a second";

    public override async Task<IReadOnlyList<Measurement>> RunAsync(CancellationToken stop)
    {
        await using var app = await StackHost.StartAsync(FunctionHostingMode.InProcess, stop);
        using var client = new RegistrationClient(app.Describe());
        for (var i = 0; i < WarmUps; i++)
        {
            await client.CompletedAsync(await client.RegisterAsync(stop), stop);
        }

        var accepted = new Samples();
        var completed = new Samples();
        for (var i = 0; i < OneAtATime; i++)
        {
            var started = Stopwatch.GetTimestamp();
            var userId = await client.RegisterAsync(stop);
            accepted.AddMilliseconds(Stopwatch.GetElapsedTime(started));
            await client.CompletedAsync(userId, stop);
            completed.AddMilliseconds(Stopwatch.GetElapsedTime(started));
        }

        var rates = await RatesAsync(client, stop);
        using var aws = new SignedClient(app.Describe().EdgeUrl);
        await DisableRulesAsync(aws, app.Describe().Outputs["EventBusName"], stop);
        var unheard = await RatesAsync(client, stop);
        return
        [
            accepted.Describe("registration: accepted", "ms", "POST /register → 202, one at a time"),
            completed.Describe(
                "registration: completed",
                "ms",
                "POST /register → completed with bucket and mail, one at a time, looked at every ms"),
            rates.DescribeRate(
                "registration: rate",
                "1/s",
                Rounds * PerRound,
                $"{PerRound} registrations, {AtOnce} posted at once, until the last is completed; client included"),
            unheard.DescribeRate(
                "registration: rate, no rule on",
                "1/s",
                Rounds * PerRound,
                "the same while no subscriber hears the events, which are published all the same"),
        ];
    }

    private static async Task<Samples> RatesAsync(RegistrationClient client, CancellationToken stop)
    {
        var rates = new Samples();
        for (var round = 0; round < Rounds; round++)
        {
            rates.Add(PerRound / (await RushAsync(client, stop)).TotalSeconds);
        }

        return rates;
    }

    private static async Task DisableRulesAsync(SignedClient aws, string bus, CancellationToken stop)
    {
        var listed = await aws.EventsAsync(
            "ListRules", JsonSerializer.SerializeToUtf8Bytes(new { EventBusName = bus }), stop);
        foreach (var rule in JsonDocument.Parse(listed).RootElement.GetProperty("Rules").EnumerateArray())
        {
            var name = rule.GetProperty("Name"u8).GetString();
            var body = JsonSerializer.SerializeToUtf8Bytes(new { Name = name, EventBusName = bus });
            await aws.EventsAsync("DisableRule", body, stop);
        }
    }

    /// <summary>
    /// Polls no user until all are accepted: most polls then find a completed user and cost next to nothing.
    /// </summary>
    private static async Task<TimeSpan> RushAsync(RegistrationClient client, CancellationToken stop)
    {
        var users = new string[PerRound];
        var started = Stopwatch.GetTimestamp();
        await Load.RunAsync(
            AtOnce, PerRound, async (i, cancelled) => users[i] = await client.RegisterAsync(cancelled), stop);
        foreach (var user in users)
        {
            await client.CompletedAsync(user, stop);
        }

        return Stopwatch.GetElapsedTime(started);
    }
}
