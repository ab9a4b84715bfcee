using System.Text.Json;
using System.Threading.Channels;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Lambda;
using Onboarding.LocalAws.Lambda.EventSources;
using Onboarding.LocalAws.Lambda.Model;
using Onboarding.LocalAws.Tests.DynamoDb.Operations;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Tests.Kernel.Journal;

namespace Onboarding.LocalAws.Tests.Lambda.EventSources;

/// <summary>Where a mapping stands, across restarts of the host.</summary>
public sealed class CheckpointTests
{
    private readonly Channel<string> _ids = Channel.CreateUnbounded<string>();

    [Fact]
    public async Task A_mapping_goes_on_where_it_was_when_the_host_stopped()
    {
        using var folder = new DataFolder();
        await using (var host = await StartAsync(folder))
        {
            using var table = Client(host);
            await CreateTableAsync(table);
            await MapAsync(host, table);
            await PutAsync(table, "u1");
            Assert.Equal("u1", await _ids.Reader.ReadAsync());
        }

        await using var restarted = await StartAsync(folder);
        using var again = Client(restarted);
        await PutAsync(again, "u2");
        await MapAsync(restarted, again);
        Assert.Equal("u2", await _ids.Reader.ReadAsync());
    }

    /// <summary>A mapping writes its checkpoint when it ends, which must not come after they were cleared.</summary>
    [Fact]
    public async Task A_reset_forgets_where_a_mapping_stands_that_delivers_meanwhile()
    {
        using var folder = new DataFolder();
        await using var host = await StartAsync(folder);
        using var table = Client(host);
        await CreateTableAsync(table);
        await MapAsync(host, table);
        var mapping = host.Services.EventSources.All.Single();
        await PutAsync(table, "u1");
        Assert.Equal("u1", await _ids.Reader.ReadAsync());
        using var reset = await host.Http.PostAsync("/_localaws/reset", null);
        reset.EnsureSuccessStatusCode();
        Assert.False(mapping.IsEnabled);
        var checkpoints = host.Services.All.Module<LambdaModule>().Checkpoints;
        Assert.Null(checkpoints.Find(mapping.Settings.Uuid, mapping.Settings.EventSourceArn));
    }

    [Fact]
    public void A_checkpoint_never_moves_back()
    {
        var checkpoints = new MappingCheckpoints(MemoryChangeLog<CheckpointChange>.Instance);
        checkpoints.Advance("m", "stream", new MappingCheckpoint([5, 7]));
        checkpoints.Advance("m", "stream", new MappingCheckpoint([6, 3]));
        Assert.Equal([6ul, 7], checkpoints.Find("m", "stream")!.Lanes);
        Assert.Null(checkpoints.Find("m", "another stream"));

        // Another parallelization factor: the lanes are others.
        checkpoints.Advance("m", "stream", new MappingCheckpoint([6]));
        Assert.Equal([6ul], checkpoints.Find("m", "stream")!.Lanes);
    }

    private Task<TestHost> StartAsync(DataFolder folder) => TestHost.StartAsync(new LocalAwsOptions
    {
        DataFolder = new DirectoryInfo(folder.Path),
        Functions = LambdaHost.Serving(Record),
    });

    private string Record(Runtime.Event received)
    {
        using var document = JsonDocument.Parse(received.Payload);
        foreach (var record in document.RootElement.GetProperty("Records").EnumerateArray())
        {
            var key = record.GetProperty("dynamodb").GetProperty("Keys").GetProperty("pk");
            _ids.Writer.TryWrite(key.GetProperty("S").GetString()!);
        }

        return "null";
    }

    private static AmazonDynamoDBClient Client(TestHost host) =>
        new(TestHost.Root, host.Configure(new AmazonDynamoDBConfig()));

    private static Task<CreateTableResponse> CreateTableAsync(AmazonDynamoDBClient client)
    {
        var table = Tables.Hash("users");
        table.StreamSpecification = new StreamSpecification
        {
            StreamEnabled = true,
            StreamViewType = StreamViewType.NEW_IMAGE,
        };
        return client.CreateTableAsync(table);
    }

    private static Task<PutItemResponse> PutAsync(AmazonDynamoDBClient table, string id) =>
        table.PutItemAsync("users", new() { ["pk"] = new AttributeValue(id) });

    private static async Task MapAsync(TestHost host, AmazonDynamoDBClient table)
    {
        host.Services.Functions.Deploy(LambdaHost.Function("consume") with { Timeout = TimeSpan.FromSeconds(30) });
        await host.Services.StackRuntime.CreateEventSourceMappingAsync(
            new EventSourceMappingDefinition
            {
                LogicalId = "Mapping",
                FunctionName = "consume",
                EventSourceArn = (await table.DescribeTableAsync("users")).Table.LatestStreamArn,
                StartingPosition = "TRIM_HORIZON",
            },
            CancellationToken.None);
    }
}
