using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Onboarding.LocalAws.Lambda.EventSources.Shards;

/// <summary>
/// A mapping of a stream with shards at work: each shard has a run of its own, as AWS has a poller per shard.
/// <para>A shard begins once its parent, if the stream still has it, has ended and all of it is done: an item's
/// records are in order across both. A shard that the endpoint no longer has is forgotten.</para>
/// </summary>
internal sealed partial class ShardedRun : IMappingRun
{
    /// <summary>How soon a shard is seen that no other one leads to.</summary>
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(10);

    /// <summary>The same while nothing is read: a child may be listed a little after its parent's end.</summary>
    private static readonly TimeSpan IdleLookInterval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, ShardWork> _works = new(StringComparer.Ordinal);
    private readonly StreamMappingSettings _settings;
    private readonly IShardedStream _stream;
    private readonly MappingGate _gate;
    private readonly ShardReading _reading;
    private readonly MappingStop _stop = new();
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _loop;
    private volatile TaskCompletionSource _shardEnded = New();
    private volatile string _lastProcessingResult = ProcessingResult.None;

    public ShardedRun(
        StreamMappingSettings settings, IShardedStream stream, MappingGate gate, ShardReading reading)
    {
        (_settings, _stream, _gate, _reading) = (settings, stream, gate, reading);
        _loop = SteadyLoop.RunAsync(LookAsync, LogLookFault, reading.Context, _stop.NewWork);
    }

    /// <summary>Completes once the shards that the stream has had at first are being read.</summary>
    public Task Begun => _begun.Task;

    public bool IsStopping => _stop.NewWork.IsCancellationRequested;

    /// <inheritdoc cref="IEventSourceMapping.OpenCount"/>
    public int OpenCount => _works.Values.Sum(work => work.Run.OpenCount);

    /// <summary>Records that were read and are not done: how many wait at the endpoint its API does not tell.</summary>
    public int BacklogCount => _works.Values.Sum(work => work.Source.BacklogCount);

    public DateTimeOffset? OldestCreatedAt => _works.Values.Min(work => work.Source.OldestCreatedAt);

    /// <inheritdoc cref="MappingRun.LastProcessingResult"/>
    public string LastProcessingResult => _works.Values.Select(work => work.Run.LastProcessingResult)
        .Append(_lastProcessingResult).OrderByDescending(result => result, StringComparer.Ordinal).First();

    private MappingCheckpoints Checkpoints => _reading.Context.Checkpoints;

    public async Task StopAsync(CancellationToken patience)
    {
        // First the loop: it would begin further shards.
        await _stop.EndAsync(_loop, patience);
        await Task.WhenAll(_works.Values.Select(work => work.StopAsync(patience)));
        _begun.TrySetCanceled(_stop.NewWork);
        _reading.Health.Forget(this);
    }

    public async ValueTask DisposeAsync() => await StopAsync(MappingStop.AtOnce);

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task<bool> LookAsync()
    {
        var ended = _shardEnded = New();
        try
        {
            await BeginShardsAsync(await _stream.DescribeAsync(_stop.NewWork));
            _begun.TrySetResult();
            _reading.Health.Succeeded(this);
        }
        catch (ShardException e)
        {
            if (e.Fault != ShardFault.Throttled)
            {
                _reading.Health.Failed(this, e.Message);
            }
        }

        await AwaitLookAsync(ended.Task);
        return true;
    }

    private async Task AwaitLookAsync(Task shardEnded)
    {
        var interval = _works.IsEmpty ? IdleLookInterval : LookInterval;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_stop.NewWork);
        var delay = Task.Delay(interval, _reading.Context.Time, over.Token);
        await Task.WhenAny(shardEnded, delay);
        await over.CancelAsync();
        _stop.NewWork.ThrowIfCancellationRequested();
    }

    private async Task BeginShardsAsync(IReadOnlyList<Shard> shards)
    {
        var known = Checkpoints.ShardsOf(_settings.Uuid, _stream.StreamArn);
        if (known.Count == 0 && _settings.StartingPosition == StartingPosition.LATEST && !_begun.Task.IsCompleted)
        {
            await BeginAtLatestAsync(shards);
            return;
        }

        var listed = shards.Select(shard => shard.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var id in known.Keys.Where(id => !listed.Contains(id) && !_works.ContainsKey(id)))
        {
            Checkpoints.ForgetShard(_settings.Uuid, _stream.StreamArn, id);
        }

        foreach (var shard in shards)
        {
            if (!IsDone(shard.Id) && !_works.ContainsKey(shard.Id)
                && (shard.ParentId is not { } parent || !listed.Contains(parent) || IsDone(parent)))
            {
                Begin(SourceOf(shard.Id, known.GetValueOrDefault(shard.Id, ShardCheckpoint.Start)));
            }
        }

        bool IsDone(string id) => known.TryGetValue(id, out var checkpoint) && checkpoint.IsEnded;
    }

    /// <summary>What is written from now on is delivered: shards that are closed have nothing of it.</summary>
    private async Task BeginAtLatestAsync(IReadOnlyList<Shard> shards)
    {
        var now = _reading.Context.Time.GetUtcNow();
        List<ShardSource> sources = [];
        foreach (var shard in shards.Where(shard => !shard.IsClosed))
        {
            var source = SourceOf(shard.Id, ShardCheckpoint.Start with { Since = now });
            await source.BeginAtLatestAsync(_stop.NewWork);
            sources.Add(source);
        }

        // Only now, since a failure above must find a mapping that has not begun.
        foreach (var shard in shards)
        {
            Keep(shard.Id, new ShardCheckpoint(null, now, IsEnded: shard.IsClosed));
        }

        sources.ForEach(Begin);
    }

    private ShardSource SourceOf(string shardId, ShardCheckpoint start) =>
        new(_stream, shardId, start, _reading, checkpoint => Keep(shardId, checkpoint));

    private void Keep(string shardId, ShardCheckpoint checkpoint) =>
        Checkpoints.AdvanceShard(_settings.Uuid, _stream.StreamArn, shardId, checkpoint);

    private void Begin(ShardSource source)
    {
        var progress = new MappingProgress(
            MappingCheckpoint.At(0, _settings.ParallelizationFactor), checkpoint => source.Keep(checkpoint.Oldest));
        var run = new MappingRun(_settings, source, progress, _gate, _reading.Context);
        source.FirstOpen = () => run.Checkpoint.Oldest;
        var work = new ShardWork(source, run);
        _works[source.ShardId] = work;
        work.Follow = FollowAsync(source, run);
    }

    private async Task FollowAsync(ShardSource source, MappingRun run)
    {
        await run.Completion;
        source.Keep(run.Checkpoint.Oldest);
        _reading.Health.Forget(source);
        if (run.IsStopping)
        {
            return;
        }

        _lastProcessingResult = run.LastProcessingResult;
        if (source.IsGone)
        {
            // Looked for again with the next look: where the stream still lists it, it goes on at its checkpoint.
            LogGone(_reading.Context.Logger, _settings.FunctionName, source.ShardId, source.StreamArn);
            _works.TryRemove(source.ShardId, out _);
        }
        else
        {
            source.End();
            _works.TryRemove(source.ShardId, out _);
            _shardEnded.TrySetResult();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Function}: shard {Shard} of {Stream} is gone")]
    private static partial void LogGone(ILogger logger, string function, string shard, string stream);

    [LoggerMessage(Level = LogLevel.Error, Message = "An event source mapping cannot find its shards")]
    private static partial void LogLookFault(ILogger logger, Exception exception);

    private sealed record ShardWork(ShardSource Source, MappingRun Run)
    {
        /// <summary>Completes once the end of the run is kept.</summary>
        public Task Follow { get; set; } = Task.CompletedTask;

        public async Task StopAsync(CancellationToken patience)
        {
            await Run.StopAsync(patience);
            await Follow;
        }
    }
}
