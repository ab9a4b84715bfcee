using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Onboarding.Benchmarks.Hosts;
using Onboarding.Benchmarks.Report;

namespace Onboarding.Benchmarks.Scenarios;

/// <summary>
/// One table's stream and one mapping. For the rate everything is written while the mapping is off: what counts is then
/// the mapping alone, and the writer does not compete with it.
/// </summary>
internal sealed class MappingScenario : Scenario
{
    private const int WarmUps = 5_000;
    private const int PerRound = 30_000;
    private const int Rounds = 3;
    private const int Latencies = 500;
    private const string Function = "benchmark-Count";
    private static readonly int[] Factors = [1, 10];

    /// <summary>Each record meets a mapping that waits for one, not one that still ends the last batch.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private int _written;

    public override string Name => "mapping";

    public override string Summary => "records a second through a stream mapping, and how soon a record is there";

    public override async Task<IReadOnlyList<Measurement>> RunAsync(CancellationToken stop)
    {
        List<Measurement> measured = [];
        foreach (var factor in Factors)
        {
            var counter = new RecordCounter();
            await using var host = await TemplateHost.StartAsync(
                FunctionLoop.Hosting(counter.Count), Template(factor), stop);
            var mapping = await FindMappingAsync(host.Client, stop);
            await DrainAsync(host.Client, mapping, counter, WarmUps, stop);
            var rates = new Samples();
            for (var round = 0; round < Rounds; round++)
            {
                rates.Add(PerRound / (await DrainAsync(host.Client, mapping, counter, PerRound, stop)).TotalSeconds);
            }

            measured.Add(rates.DescribeRate(
                $"mapping: rate, factor {factor}",
                "1/s",
                Rounds * PerRound,
                $"records per second that a function got, batches of 100, ParallelizationFactor {factor}"));
            if (factor == Factors[^1])
            {
                await SwitchAsync(host.Client, mapping, on: true, stop);
                measured.Add((await LatencyAsync(host.Client, counter, stop)).Describe(
                    "mapping: latency", "ms", "PutItem answered → the function has the record, one at a time"));
            }
        }

        return measured;
    }

    /// <summary>Writes with the mapping off and turns it on; how long the function takes to have everything.</summary>
    private async Task<TimeSpan> DrainAsync(
        SignedClient aws, string mapping, RecordCounter counter, int records, CancellationToken stop)
    {
        const int perBatch = 25;
        await SwitchAsync(aws, mapping, on: false, stop);
        await Load.RunAsync(8, records / perBatch, (_, cancelled) => WriteAsync(aws, perBatch, cancelled), stop);
        var all = counter.ExpectAsync(records, stop);
        var started = Stopwatch.GetTimestamp();
        await SwitchAsync(aws, mapping, on: true, stop);
        return Stopwatch.GetElapsedTime(started, await all);
    }

    private async Task<Samples> LatencyAsync(SignedClient aws, RecordCounter counter, CancellationToken stop)
    {
        var samples = new Samples();
        for (var i = 0; i < Latencies; i++)
        {
            await Task.Delay(Pause, TimeProvider.System, stop);
            var arrival = counter.ExpectAsync(1, stop);
            var body = Encoding.UTF8.GetBytes($$"""{"TableName":"benchmark-Records","Item":{{NextItem()}}}""");
            await aws.DynamoDbAsync("PutItem", body, stop);
            var answered = Stopwatch.GetTimestamp();
            // The function is often there before the writer has read its answer: that is no wait at all.
            var arrived = Math.Max(answered, await arrival);
            samples.AddMilliseconds(Stopwatch.GetElapsedTime(answered, arrived));
        }

        return samples;
    }

    private async Task WriteAsync(SignedClient aws, int records, CancellationToken stop)
    {
        var puts = Enumerable.Range(0, records).Select(_ => $$$"""{"PutRequest":{"Item":{{{NextItem()}}}}}""");
        var body = $$$"""{"RequestItems":{"benchmark-Records":[{{{string.Join(',', puts)}}}]}}""";
        await aws.DynamoDbAsync("BatchWriteItem", Encoding.UTF8.GetBytes(body), stop);
    }

    private string NextItem() =>
        $$$"""{"id":{"S":"record-{{{Interlocked.Increment(ref _written)}}}"},"state":{"S":"pending"}}""";

    private static async Task<string> FindMappingAsync(SignedClient aws, CancellationToken stop)
    {
        var answer = await aws.LambdaAsync(
            HttpMethod.Get, $"event-source-mappings?FunctionName={Function}", body: null, stop);
        using var document = JsonDocument.Parse(answer);
        return document.RootElement.GetProperty("EventSourceMappings")[0].GetProperty("UUID").GetString()!;
    }

    private static async Task SwitchAsync(SignedClient aws, string mapping, bool on, CancellationToken stop) =>
        await aws.LambdaAsync(
            HttpMethod.Put,
            $"event-source-mappings/{mapping}",
            Encoding.UTF8.GetBytes(on ? """{"Enabled":true}""" : """{"Enabled":false}"""),
            stop);

    private static string Template(int factor) => $$"""
        Resources:
          Records:
            Type: AWS::DynamoDB::Table
            Properties:
              BillingMode: PAY_PER_REQUEST
              AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
              KeySchema: [{AttributeName: id, KeyType: HASH}]
              StreamSpecification: {StreamViewType: NEW_AND_OLD_IMAGES}
          Count:
            Type: AWS::Serverless::Function
            Properties:
              Handler: Count
              Runtime: provided.al2023
              CodeUri: out/
              Events:
                Record:
                  Type: DynamoDB
                  Properties:
                    Stream: !GetAtt Records.StreamArn
                    StartingPosition: TRIM_HORIZON
                    BatchSize: 100
                    ParallelizationFactor: {{factor}}
        """;
}
