using Onboarding.LocalAws.Lambda.EventSources;
using Onboarding.LocalAws.Lambda.EventSources.Shards;

namespace Onboarding.LocalAws.Tests.Lambda.EventSources.Shards;

/// <summary>
/// Documented(https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html): shards split and end,
/// "an application must always process a parent shard before it processes a child shard"; records live for a day,
/// iterators for 15 minutes.
/// </summary>
public sealed class ShardedMappingTests
{
    [Fact]
    public async Task A_child_comes_after_all_of_its_parent_is_processed()
    {
        await using var streams = await ScriptedStreams.StartAsync();
        streams.AddShard("parent");
        streams.AddShard("child", "parent");
        streams.AddShard("grandchild", "child");
        streams.Put("child", "2");
        streams.Put("grandchild", "3");
        streams.Put("parent", "1");
        streams.Close("child");
        await using var mapping = new RemoteMapping(streams, poison: "1");
        streams.Close("parent");
        await mapping.UntilAsync(() => mapping.Log.All.Count(line => line.Contains("failed a batch")) > 2);
        Assert.DoesNotContain("GetRecords child", streams.Calls);
        mapping.Poison = null;
        Assert.Equal(["1", "2", "3"], await mapping.NextAsync(3));
        Assert.DoesNotContain("GetShardIterator child AFTER_SEQUENCE_NUMBER", streams.Calls);
    }

    [Fact]
    public async Task Shards_without_a_common_parent_are_read_side_by_side_from_every_page()
    {
        await using var streams = await ScriptedStreams.StartAsync();
        streams.PageSize = 1;
        foreach (var shard in (string[])["a", "b", "c"])
        {
            streams.AddShard(shard);
            streams.Put(shard, $"{shard}1");
        }

        // One shard whose function fails holds up no other.
        await using var mapping = new RemoteMapping(streams, poison: "a1");
        Assert.Equal(["b1", "c1"], (await mapping.NextAsync(2, ShardReading.PollInterval)).Order());
        mapping.Poison = null;
        Assert.Equal(["a1"], await mapping.NextAsync(1));
    }

    [Fact]
    public async Task Each_shard_goes_on_behind_its_own_checkpoint()
    {
        await using var streams = await ScriptedStreams.StartAsync();
        streams.AddShard("a");
        streams.AddShard("b");
        streams.Put("a", "a1");
        streams.Put("b", "b1");
        MappingCheckpoints checkpoints;
        await using (var before = new RemoteMapping(streams, poison: "b1"))
        {
            checkpoints = before.Checkpoints;
            Assert.Equal(["a1"], await before.NextAsync(1, ShardReading.PollInterval));
            await before.UntilAsync(() => before.Log.All.Any(line => line.Contains("failed a batch")));
        }

        var kept = checkpoints.ShardsOf("m", ScriptedStreams.StreamArn);
        Assert.Equal("40000000000000000000000000001", kept["a"].Done);
        Assert.DoesNotContain("b", kept.Keys);
        streams.Put("a", "a2");
        await using var after = new RemoteMapping(streams, checkpoints: checkpoints);
        Assert.Equal(["a2", "b1"], (await after.NextAsync(2)).Order());
        Assert.Contains("GetShardIterator a AFTER_SEQUENCE_NUMBER", streams.Calls);
    }

    [Fact]
    public async Task A_shard_that_is_done_is_not_read_again_and_forgotten_with_the_stream()
    {
        await using var streams = await ScriptedStreams.StartAsync();
        streams.AddShard("parent");
        streams.AddShard("child", "parent");
        streams.Put("parent", "1");
        streams.Close("parent");
        streams.Put("child", "2");
        await using var before = new RemoteMapping(streams);
        Assert.Equal(["1", "2"], await before.NextAsync(2));
        await before.DisposeAsync();
        Assert.True(before.Checkpoints.ShardsOf("m", ScriptedStreams.StreamArn)["parent"].IsEnded);

        streams.Remove("parent");
        streams.Put("child", "3");
        streams.Calls.Clear();
        await using var after = new RemoteMapping(streams, checkpoints: before.Checkpoints);
        Assert.Equal(["3"], await after.NextAsync(1));
        Assert.DoesNotContain("GetRecords parent", streams.Calls);
        Assert.Equal(["child"], before.Checkpoints.ShardsOf("m", ScriptedStreams.StreamArn).Keys);
    }

    [Fact]
    public async Task An_iterator_that_has_expired_is_replaced_and_nothing_lost()
    {
        await using var streams = await ScriptedStreams.StartAsync();
        streams.AddShard("a");
        streams.Put("a", "1");
        await using var mapping = new RemoteMapping(streams);
        Assert.Equal(["1"], await mapping.NextAsync(1));
        streams.Faults.Enqueue("ExpiredIteratorException");
        streams.Put("a", "2");
        Assert.Equal(["2"], await mapping.NextAsync(1));
        Assert.Contains("GetShardIterator a AFTER_SEQUENCE_NUMBER", streams.Calls);
        Assert.Empty(mapping.Log.All);
    }

    [Fact]
    public async Task What_was_trimmed_meanwhile_is_said_in_the_log_and_the_rest_is_read()
    {
        await using var streams = await ScriptedStreams.StartAsync();
        streams.AddShard("a");
        streams.Put("a", "1");
        await using var before = new RemoteMapping(streams);
        Assert.Equal(["1"], await before.NextAsync(1));
        await before.DisposeAsync();
        streams.Put("a", "2");
        streams.Trim("a");
        streams.Put("a", "3");
        await using var after = new RemoteMapping(streams, checkpoints: before.Checkpoints);
        Assert.Equal(["3"], await after.NextAsync(1));
        var line = Assert.Single(after.Log.All);
        Assert.Contains("consume: records of shard a", line, StringComparison.Ordinal);
        Assert.Contains("were trimmed before its mapping took them, behind 4000", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LATEST_leaves_out_what_was_there_and_nothing_that_comes()
    {
        await using var streams = await ScriptedStreams.StartAsync();
        streams.AddShard("closed");
        streams.Put("closed", "old");
        streams.Close("closed");
        streams.AddShard("open", "closed");
        streams.Put("open", "older");
        await using var mapping = new RemoteMapping(streams, StartingPosition.LATEST);
        await mapping.BegunAsync();
        streams.Put("open", "1", mapping.Time.GetUtcNow());
        streams.AddShard("child", "open");
        streams.Put("child", "2", mapping.Time.GetUtcNow());
        streams.Close("open");
        Assert.Equal(["1", "2"], await mapping.NextAsync(2));
    }

    /// <summary>A host that sleeps for longer than an iterator lives, before the first record.</summary>
    [Fact]
    public async Task LATEST_keeps_its_place_where_its_iterator_expires_before_the_first_record()
    {
        await using var streams = await ScriptedStreams.StartAsync();
        streams.AddShard("a");
        await using var mapping = new RemoteMapping(streams, StartingPosition.LATEST);
        streams.Put("a", "old", mapping.Time.GetUtcNow() - TimeSpan.FromMinutes(5));
        await mapping.BegunAsync();
        streams.Faults.Enqueue("ExpiredIteratorException");
        streams.Put("a", "new", mapping.Time.GetUtcNow());
        Assert.Equal(["new"], (await mapping.NextAsync(1)).Where(item => item != "old"));
    }

    [Fact]
    public async Task An_endpoint_that_is_away_gets_one_line_when_it_goes_and_one_when_it_is_back()
    {
        await using var streams = await ScriptedStreams.StartAsync();
        streams.AddShard("a");
        streams.AddShard("b");
        await using var mapping = new RemoteMapping(streams);
        await mapping.BegunAsync();
        for (var i = 0; i < 12; i++)
        {
            streams.Faults.Enqueue("InternalServerError");
        }

        streams.Put("a", "1");
        Assert.Equal(["1"], await mapping.NextAsync(1));
        await mapping.UntilAsync(() => mapping.Log.All.Count == 2);
        Assert.Collection(
            mapping.Log.All,
            line =>
            {
                Assert.StartsWith($"The streams at {streams.Url} cannot be read: ", line, StringComparison.Ordinal);
                Assert.Contains(": 400 InternalServerError The script says", line, StringComparison.Ordinal);
            },
            line => Assert.Equal($"The streams at {streams.Url} can be read again", line));
    }

    [Fact]
    public async Task Throttling_slows_down_without_a_line()
    {
        await using var streams = await ScriptedStreams.StartAsync();
        streams.AddShard("a");
        await using var mapping = new RemoteMapping(streams);
        await mapping.BegunAsync();
        for (var i = 0; i < 6; i++)
        {
            streams.Faults.Enqueue("LimitExceededException");
        }

        var start = mapping.Time.GetUtcNow();
        streams.Put("a", "1");
        Assert.Equal(["1"], await mapping.NextAsync(1));
        Assert.Empty(mapping.Log.All);
        // Half of 100, 200, 400, 800, 1600 ms at least; the sixth may be that of the look for shards.
        Assert.True(mapping.Time.GetUtcNow() - start > TimeSpan.FromSeconds(1), $"{mapping.Time.GetUtcNow() - start}");
    }

    [Fact]
    public async Task An_idle_shard_is_polled_four_times_a_second()
    {
        await using var streams = await ScriptedStreams.StartAsync();
        streams.AddShard("a");
        await using var mapping = new RemoteMapping(streams);
        await mapping.BegunAsync();
        await mapping.Time.PassAsync(ShardReading.PollInterval);
        await mapping.Time.WhenTimerAsync(ShardReading.PollInterval);
        var before = streams.Calls.Count(call => call == "GetRecords a");
        for (var i = 0; i < 4; i++)
        {
            await mapping.Time.PassAsync(ShardReading.PollInterval);
        }

        await mapping.Time.WhenTimerAsync(ShardReading.PollInterval);
        Assert.Equal(4, streams.Calls.Count(call => call == "GetRecords a") - before);
    }

    [Fact]
    public async Task The_event_is_the_one_that_Lambda_makes_of_a_record()
    {
        await using var streams = await ScriptedStreams.StartAsync();
        streams.AddShard("a");
        streams.Put("a", "1");
        await using var mapping = new RemoteMapping(streams);
        Assert.Equal(["1"], await mapping.NextAsync(1));
        var record = mapping.Event.GetProperty("Records")[0];
        Assert.Equal(ScriptedStreams.StreamArn, record.GetProperty("eventSourceARN").GetString());
        Assert.Equal(
            """{"principalId":"dynamodb.amazonaws.com","type":"Service"}""",
            record.GetProperty("userIdentity").GetRawText());
        // Recorded of DynamoDB Local 3.3.0: an empty map without its type.
        var image = record.GetProperty("dynamodb").GetProperty("NewImage");
        Assert.Equal("""{"id":{"S":"1"},"empty":{"M":{}}}""", image.GetRawText());
    }
}
