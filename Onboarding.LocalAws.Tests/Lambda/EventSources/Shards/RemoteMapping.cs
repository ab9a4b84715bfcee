using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Lambda.EventSources;
using Onboarding.LocalAws.Lambda.EventSources.Shards;
using Onboarding.LocalAws.Lambda.Model;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Wire.Client;
using Onboarding.LocalAws.Wiring;

namespace Onboarding.LocalAws.Tests.Lambda.EventSources.Shards;

/// <summary>A mapping of a scripted stream to a function that writes down the items that it gets.</summary>
internal sealed class RemoteMapping : IBatchInvoker, IFailureDestination, IAsyncDisposable
{
    private readonly Channel<string> _items = Channel.CreateUnbounded<string>();
    private readonly WireClient _client;
    private readonly ShardedMapping _mapping;

    /// <param name="checkpoints">Of a mapping before it; null begins anew.</param>
    /// <param name="poison">An item whose batch fails.</param>
    public RemoteMapping(
        ScriptedStreams streams,
        StartingPosition start = StartingPosition.TRIM_HORIZON,
        MappingCheckpoints? checkpoints = null,
        string? poison = null)
    {
        // The mapping begins in here: an initializer would come too late.
        Poison = poison;
        Checkpoints = checkpoints ?? new MappingCheckpoints(MemoryChangeLog<CheckpointChange>.Instance);
        _client = streams.Connect();
        var settings = new StreamMappingSettings
        {
            Uuid = "m",
            FunctionName = "consume",
            FunctionArn = "arn:aws:lambda:us-east-1:123456789012:function:consume",
            EventSourceArn = ScriptedStreams.StreamArn,
            StartingPosition = start,
            ParallelizationFactor = 2,
        };
        var context = new MappingContext(this, this, Time.Running(), RandomSource.Seeded(1), Log)
        {
            Checkpoints = Checkpoints,
        };
        var stream = new RemoteStream(ScriptedStreams.StreamArn, _client);
        _mapping = new ShardedMapping(
            settings, stream, new ShardReading("consume", new StreamHealth(streams.Url, Log), context));
    }

    public ManualTime Time { get; } = new();

    public LogLines Log { get; } = new();

    public MappingCheckpoints Checkpoints { get; }

    /// <summary>The last event.</summary>
    public JsonElement Event { get; private set; }

    public string? Poison { get; set; }

    public Task BegunAsync() => Time.PassUntilAsync(Completed(_mapping.Begun));

    /// <summary>The next items that were processed, in order; time passes meanwhile.</summary>
    /// <param name="longest">
    /// Of the timers that pass: without it the retries of one shard may use up a day before the answer to another
    /// shard's request is there.
    /// </param>
    public async Task<IReadOnlyList<string>> NextAsync(int count, TimeSpan? longest = null)
    {
        List<string> items = [];
        while (items.Count < count)
        {
            items.Add(await Time.PassUntilAsync(_items.Reader.ReadAsync().AsTask(), longest));
        }

        return items;
    }

    /// <summary>Lets the mapping poll until that is so.</summary>
    public async Task UntilAsync(Func<bool> isSo)
    {
        var limit = TimeLimit.Start();
        while (!isSo())
        {
            limit.ThrowIfOver("the condition: timer after timer has passed");
            await Time.PassNextAsync();
        }
    }

    public Task<InvokeResult> InvokeAsync(
        string functionName,
        ReadOnlyMemory<byte> payload,
        IReadOnlyList<ActivityContext> origins,
        CancellationToken giveUp)
    {
        using var document = JsonDocument.Parse(payload);
        Event = document.RootElement.Clone();
        string[] items =
        [
            .. Event.GetProperty("Records").EnumerateArray().Select(
                record => record.GetProperty("dynamodb").GetProperty("Keys").GetProperty("id"))
                .Select(id => id.GetProperty("S").GetString()!),
        ];
        if (items.Contains(Poison))
        {
            return Task.FromResult(Result(InvokeStatus.FunctionError));
        }

        foreach (var item in items)
        {
            _items.Writer.TryWrite(item);
        }

        return Task.FromResult(Result(InvokeStatus.Succeeded));
    }

    public ValueTask<bool> TrySendAsync(
        string destinationArn, ReadOnlyMemory<byte> document, CancellationToken stop) => ValueTask.FromResult(true);

    /// <summary>As the end of a host.</summary>
    public async ValueTask DisposeAsync()
    {
        await _mapping.DisposeAsync();
        _client.Dispose();
    }

    private static async Task<bool> Completed(Task task)
    {
        await task;
        return true;
    }

    private static InvokeResult Result(InvokeStatus status) =>
        new(status, "11111111-2222-4333-8444-555555555555", Encoding.UTF8.GetBytes("{}"));
}
