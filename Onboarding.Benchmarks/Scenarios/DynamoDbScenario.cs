using System.Globalization;
using System.Text;
using Onboarding.Benchmarks.Hosts;
using Onboarding.Benchmarks.Report;

namespace Onboarding.Benchmarks.Scenarios;

/// <summary>
/// What one request costs the host in processor time: unlike requests per second, that does not depend on the client,
/// which has a process of its own, nor on how many cores there are.
/// </summary>
internal sealed class DynamoDbScenario : Scenario
{
    private const int Connections = 16;
    private const int Items = 5_000;

    /// <summary>The compiler is still at work on a host that has answered less.</summary>
    private const int WarmUps = 150_000;

    private const int PerRound = 10_000;
    private const int Rounds = 5;

    private const string Table = """
        {"TableName":"items","BillingMode":"PAY_PER_REQUEST",
        "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],
        "KeySchema":[{"AttributeName":"id","KeyType":"HASH"}]}
        """;

    /// <summary>
    /// Each put differs from the item's last: one that changes nothing writes no journal and would make
    /// <c>--data</c> look free.
    /// </summary>
    private static readonly Operation PutItem = new(
        "PutItem",
        """{"TableName":"items","Item":{"id":{"S":"ID"},"n":{"N":"NUMBER"},"text":{"S":"TEXT"}}}"""
            .Replace("TEXT", new string('x', 900), StringComparison.Ordinal),
        "1 KB, replacing one that differs");

    private static readonly Operation[] InMemory =
    [
        PutItem,
        new("GetItem", """{"TableName":"items","Key":{"id":{"S":"ID"}}}""", "1 KB"),
        new(
            "UpdateItem",
            """
            {"TableName":"items","Key":{"id":{"S":"ID"}},"UpdateExpression":"SET n = n + :one",
            "ExpressionAttributeValues":{":one":{"N":"1"}}}
            """,
            "SET n = n + :one in 1 KB"),
        new(
            "Query",
            """
            {"TableName":"items","KeyConditionExpression":"id = :id","ExpressionAttributeValues":{":id":{"S":"ID"}}}
            """,
            "one item of 1 KB"),
    ];

    public override string Name => "dynamodb";

    public override string Summary => "the host's processor time per PutItem, GetItem, UpdateItem and Query";

    public override async Task<IReadOnlyList<Measurement>> RunAsync(CancellationToken stop)
    {
        List<Measurement> measured = [.. await MeasureAsync(["aws"], InMemory, stop)];
        var kept = await MeasureAsync(["aws", "--data", "{data}"], [PutItem], stop);
        measured.AddRange(kept.Select(m => m with { Name = m.Name + " --data", What = m.What + ", kept on disk" }));
        return measured;
    }

    private static async Task<IReadOnlyList<Measurement>> MeasureAsync(
        string[] arguments, Operation[] operations, CancellationToken stop)
    {
        await using var host = await ChildHost.StartAsync(arguments, stop);
        using var aws = new SignedClient(host.EdgeUrl);
        await aws.DynamoDbAsync("CreateTable", Encoding.UTF8.GetBytes(Table), stop);
        List<Measurement> measured = [];
        foreach (var operation in operations)
        {
            measured.Add(await MeasureAsync(host, aws, operation, stop));
        }

        return measured;
    }

    private static async Task<Measurement> MeasureAsync(
        ChildHost host, SignedClient aws, Operation operation, CancellationToken stop)
    {
        Task CallAsync(int number, CancellationToken stop) =>
            aws.DynamoDbAsync(operation.Name, operation.BodyOf(number), stop);

        await Load.RunAsync(Connections, WarmUps, CallAsync, stop);
        var samples = new Samples();
        for (var round = 0; round < Rounds; round++)
        {
            var before = host.ProcessorTime;
            await Load.RunAsync(Connections, PerRound, CallAsync, stop);
            samples.Add((host.ProcessorTime - before).TotalMicroseconds / PerRound);
        }

        var measured = samples.Describe(
            $"dynamodb: {operation.Name}",
            "µs",
            $"host CPU per request on {Connections} connections: {operation.What}");
        return measured with { Count = Rounds * PerRound };
    }

    /// <param name="Body">With <c>ID</c> for the item's key and <c>NUMBER</c> for the request's number.</param>
    private sealed record Operation(string Name, string Body, string What)
    {
        public byte[] BodyOf(int number) => Encoding.UTF8.GetBytes(Body
            .Replace("ID", $"item-{number % Items}", StringComparison.Ordinal)
            .Replace("NUMBER", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }
}
