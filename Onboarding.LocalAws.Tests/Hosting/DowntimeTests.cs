using System.Threading.Channels;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Lambda.Model;
using Onboarding.LocalAws.Tests.DynamoDb.Operations;
using Onboarding.LocalAws.Tests.EventBridge;
using Onboarding.LocalAws.Tests.Kernel.Journal;
using Onboarding.LocalAws.Tests.Lambda;
using Onboarding.LocalAws.Tests.Sqs;

namespace Onboarding.LocalAws.Tests.Hosting;

/// <summary>
/// What waits in each service waits on while the host is down: it is killed, which a copy of its folder stands for,
/// or stops, and the next one starts a week later.
/// </summary>
public sealed class DowntimeTests : IDisposable
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    private readonly DataFolder _folder = new();
    private readonly ManualTime _time = new();
    private readonly LogLines _log = new();
    private readonly Channel<string> _events = Channel.CreateUnbounded<string>();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_stream_keeps_its_records_and_a_mapping_delivers_them()
    {
        using var killed = await KilledAsync(async host => await PutAsync(host, "u1"));
        await using var host = await StartAsync(killed, Serving());
        await MapAsync(host);
        Assert.Contains("u1", await NextAsync(), StringComparison.Ordinal);
        Assert.Empty(_log.All);
    }

    [Fact]
    public async Task A_mapping_that_was_held_back_for_a_week_before_it_delivers_what_waited()
    {
        await using (var before = await StartAsync(_folder))
        {
            await PutAsync(before, "u1");
            await MapAsync(before);
            before.Services.EventSources.All.Single().Gate.Pause();
            _time.Advance(Week);
            await PutAsync(before, "u2");
        }

        _time.Advance(Week);
        await using var host = await StartAsync(_folder, Serving());
        // Other readers look at the stream before the mapping is there.
        host.Services.DynamoDb.Database.Streams.All.Single().Capture();
        await MapAsync(host);
        Assert.Contains("u1", await NextAsync(), StringComparison.Ordinal);
        Assert.Empty(_log.All);
    }

    [Fact]
    public async Task A_batch_in_flight_does_not_hold_up_a_host_whose_clock_stands_still()
    {
        var silent = LambdaHost.InProcess(async (runtime, _, stop) =>
        {
            var taken = await runtime.NextAsync(stop);
            _events.Writer.TryWrite(taken.Payload);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
        });
        var before = await StartAsync(_folder, silent);
        await PutAsync(before, "u1");
        await MapAsync(before);
        Assert.Contains("u1", await NextAsync(), StringComparison.Ordinal);
        await before.DisposeAsync().AsTask().InTimeAsync("the host's end");

        await using var host = await StartAsync(_folder, Serving());
        await MapAsync(host);
        Assert.Contains("u1", await NextAsync(), StringComparison.Ordinal);
        Assert.Empty(_log.All);
    }

    [Fact]
    public async Task A_queue_keeps_its_messages_and_a_message_in_flight_its_visibility()
    {
        string queue;
        await using (var host = await StartAsync(_folder))
        {
            queue = await host.CreateQueueAsync("jobs", """{"MessageRetentionPeriod":"60"}""");
            await host.SendAsync(queue, "first");
            Assert.Single(await host.ReceiveAsync(queue, ",\"VisibilityTimeout\":30"));
            _time.Advance(TimeSpan.FromSeconds(10));
        }

        _time.Advance(Week);
        await using var next = await StartAsync(_folder);
        queue = queue.Replace(new Uri(queue).Authority, new Uri(next.Url).Authority, StringComparison.Ordinal);
        _time.Advance(TimeSpan.FromSeconds(19));
        Assert.Empty(await next.ReceiveAsync(queue));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Single(await next.ReceiveAsync(queue));
        Assert.Empty(_log.All);

        // Within running time the limits are AWS's.
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Empty(await next.ReceiveAsync(queue));
        Assert.Equal("jobs: 1 messages expired unread after its retention period of 00:01:00", Assert.Single(_log.All));
    }

    [Fact]
    public async Task An_asynchronous_event_is_delivered()
    {
        using var killed = await KilledAsync(async host =>
        {
            Deploy(host);
            using var accepted = await host.InvokeAsync("f", """{"a":1}""", "X-Amz-Invocation-Type: Event");
            accepted.EnsureSuccessStatusCode();
        });
        await using var host = await StartAsync(killed, Serving());
        // The host runs no template, so that no function is there yet.
        Assert.Equal(1, host.Services.AsyncInvoker.Counts.Open);
        Deploy(host);
        host.Services.All.Resume();
        Assert.Equal("""{"a":1}""", await NextAsync());
        Assert.Empty(_log.All);
    }

    [Fact]
    public async Task An_event_that_a_rules_target_has_refused_is_delivered()
    {
        var waiting = TargetDeliveries.To(
            new EventTarget { Id = "t", Arn = EventBridgeHost.FunctionArn + "f", EventAgeSeconds = 60 },
            _time.GetUtcNow()) with
        { Refusals = 3 };
        using var killed = await KilledAsync(host =>
        {
            Assert.True(host.Services.EventBridge.Pending.TryAdd(waiting));
            return Task.CompletedTask;
        });
        await using var host = await StartAsync(killed, Serving(), awaitsStack: true);
        Assert.Single(host.Services.EventBridge.Pending.All);
        await host.DeployAsync("""
            Transform: AWS::Serverless-2016-10-31
            Resources:
              F:
                Type: AWS::Serverless::Function
                Properties: {FunctionName: f, Handler: F, Runtime: provided.al2023, CodeUri: out/}
            """);
        Assert.Equal("""{"id":"1"}""", await NextAsync());
        Assert.Empty(_log.All);
        Assert.Empty(host.Services.EventBridge.Pending.All);
    }

    [Fact]
    public async Task Without_a_template_an_event_that_a_rules_target_has_refused_is_delivered_at_the_start()
    {
        var waiting = TargetDeliveries.To(
            new EventTarget { Id = "t", Arn = EventBridgeHost.QueueArn + "q" }, _time.GetUtcNow()) with
        { Refusals = 3 };
        using var killed = await KilledAsync(async host =>
        {
            await host.CreateQueueAsync("q");
            Assert.True(host.Services.EventBridge.Pending.TryAdd(waiting));
        });
        await using var host = await StartAsync(killed);
        var message = Assert.Single(await host.ReceiveAsync($"{host.Url}/123456789012/q"));
        Assert.Equal("""{"id":"1"}""", message.GetProperty("Body").GetString());
        Assert.Empty(host.Services.EventBridge.Pending.All);
    }

    /// <summary>Fills a host that runs no function, kills it and lets a week pass.</summary>
    private async Task<DataFolder> KilledAsync(Func<TestHost, Task> fill)
    {
        using var log = new LogLines();
        await using var host = await StartAsync(_folder, log: log);
        await fill(host);
        await host.Services.CompactAsync();
        var killed = _folder.Copy();
        _time.Advance(Week);
        return killed;
    }

    private Task<TestHost> StartAsync(
        DataFolder folder, FunctionHosting? functions = null, LogLines? log = null, bool awaitsStack = false) =>
        TestHost.StartAsync(new LocalAwsOptions
        {
            AwaitsStack = awaitsStack,
            DataFolder = new DirectoryInfo(folder.Path),
            Functions = functions ?? new FunctionHosting.External(),
            Time = _time,
            Logging = log ?? _log,
            Iam = IamMode.Off,
            StopPatience = TimeSpan.FromMilliseconds(50),
        });

    private FunctionHosting Serving() => LambdaHost.Serving(received =>
    {
        _events.Writer.TryWrite(received.Payload);
        return "null";
    });

    private Task<string> NextAsync() => _events.Reader.ReadAsync().InTimeAsync("an event");

    private static void Deploy(TestHost host) => host.Services.Functions.Deploy(LambdaHost.Function("f"));

    private static async Task PutAsync(TestHost host, string id)
    {
        using var client = new AmazonDynamoDBClient(TestHost.Root, host.Configure(new AmazonDynamoDBConfig()));
        if (!host.Services.DynamoDb.Database.TryFind("users", out _))
        {
            var table = Tables.Hash("users");
            table.StreamSpecification = new StreamSpecification
            {
                StreamEnabled = true,
                StreamViewType = StreamViewType.NEW_IMAGE,
            };
            await client.CreateTableAsync(table);
        }

        await client.PutItemAsync("users", new() { ["pk"] = new AttributeValue(id) });
    }

    private static async Task MapAsync(TestHost host)
    {
        Deploy(host);
        await host.Services.StackRuntime.CreateEventSourceMappingAsync(
            new EventSourceMappingDefinition
            {
                LogicalId = "Mapping",
                FunctionName = "f",
                EventSourceArn = host.Services.DynamoDb.Database.Streams.All.Single().Definition.Arn,
                StartingPosition = "TRIM_HORIZON",
                RecordAgeMax = TimeSpan.FromHours(1),
            },
            CancellationToken.None);
    }
}
