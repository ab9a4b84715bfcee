using System.Text.Json.Nodes;
using Onboarding.LocalAws.DynamoDbStreams;
using Onboarding.LocalAws.Tests.DynamoDb.Operations;
using static Onboarding.LocalAws.Tests.DynamoDb.Operations.Tables;

namespace Onboarding.LocalAws.Tests.DynamoDbStreams;

/// <summary>
/// ListStreams, DescribeStream, GetShardIterator, GetRecords and the reader in process.
/// Documented(https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB_Streams.html).
/// </summary>
public sealed class StreamApiTests : IAsyncLifetime
{
    private StreamFixture _stream = null!;

    public async Task InitializeAsync() => _stream = await StreamFixture.StartAsync();

    public async Task DisposeAsync() => await _stream.DisposeAsync();

    [Fact]
    public async Task Lists_the_streams_of_a_table()
    {
        var all = await _stream.CallAsync("ListStreams", new JsonObject { ["TableName"] = "users" });
        var only = Assert.Single((JsonArray)all.Json["Streams"]!)!;
        Assert.Equal(_stream.StreamArn, (string)only["StreamArn"]!);
        Assert.EndsWith((string)only["StreamLabel"]!, _stream.StreamArn, StringComparison.Ordinal);
        var none = await _stream.CallAsync("ListStreams", new JsonObject { ["TableName"] = "others" });
        Assert.Empty((JsonArray)none.Json["Streams"]!);
    }

    [Fact]
    public async Task Describes_an_open_and_a_closed_shard()
    {
        var open = await _stream.DescribeAsync();
        Assert.Equal("ENABLED", (string)open["StreamStatus"]!);
        var shard = open["Shards"]![0]!;
        Assert.Matches("^shardId-[0-9]{20}-[0-9a-f]{8}$", (string)shard["ShardId"]!);
        Assert.Equal("100000000000000000001", (string)shard["SequenceNumberRange"]!["StartingSequenceNumber"]!);
        Assert.Null(shard["SequenceNumberRange"]!["EndingSequenceNumber"]);

        await PutAsync(2);
        await _stream.Client.DeleteTableAsync("users");
        var closed = await _stream.DescribeAsync();
        Assert.Equal("DISABLED", (string)closed["StreamStatus"]!);
        Assert.Equal(
            "100000000000000000002",
            (string)closed["Shards"]![0]!["SequenceNumberRange"]!["EndingSequenceNumber"]!);
        Assert.Equal(2, (await _stream.ReadAsync("TRIM_HORIZON")).Count);

        _stream.Time.Advance(TimeSpan.FromHours(25));
        var gone = await _stream.CallAsync("DescribeStream", new JsonObject { ["StreamArn"] = _stream.StreamArn });
        Assert.Equal("ResourceNotFoundException", gone.Code);
    }

    [Fact]
    public async Task Iterates_from_every_kind_of_place()
    {
        await PutAsync(3);
        const string Second = "100000000000000000002";
        Assert.Equal("0,1,2", Keys(await _stream.ReadAsync("TRIM_HORIZON")));
        Assert.Equal("1,2", Keys(await _stream.ReadAsync("AT_SEQUENCE_NUMBER", Second)));
        Assert.Equal("2", Keys(await _stream.ReadAsync("AFTER_SEQUENCE_NUMBER", Second)));
        Assert.Equal("", Keys(await _stream.ReadAsync("LATEST")));
    }

    [Fact]
    public async Task Latest_misses_nothing_that_is_written_after_it()
    {
        await PutAsync(1);
        var iterator = (await _stream.IterateAsync("LATEST")).Json["ShardIterator"]!;
        await PutAsync(3);
        var response = await _stream.CallAsync(
            "GetRecords", new JsonObject { ["ShardIterator"] = iterator.DeepClone(), ["Limit"] = 1 });
        Assert.Equal("1", Keys((JsonArray)response.Json["Records"]!));
        var next = await _stream.CallAsync(
            "GetRecords", new JsonObject { ["ShardIterator"] = response.Json["NextShardIterator"]!.DeepClone() });
        Assert.Equal("2", Keys((JsonArray)next.Json["Records"]!));
    }

    [Fact]
    public async Task A_shard_that_is_closed_and_read_has_no_next_iterator()
    {
        await PutAsync(1);
        await _stream.Client.DeleteTableAsync("users");
        var iterator = (await _stream.IterateAsync("TRIM_HORIZON")).Json["ShardIterator"]!;
        var response = await _stream.CallAsync(
            "GetRecords", new JsonObject { ["ShardIterator"] = iterator.DeepClone() });
        Assert.Single((JsonArray)response.Json["Records"]!);
        Assert.Null(response.Json["NextShardIterator"]);
    }

    [Fact]
    public async Task Ends_a_page_at_1000_records()
    {
        for (var i = 0; i < 1001; i++)
        {
            await _stream.Client.PutItemAsync("users", Item(("pk", S("one")), ("n", N(i))));
        }

        Assert.Equal(1000, (await _stream.ReadAsync("TRIM_HORIZON")).Count);
    }

    [Fact]
    public async Task An_iterator_expires_after_15_minutes()
    {
        var iterator = (await _stream.IterateAsync("TRIM_HORIZON")).Json["ShardIterator"]!;
        _stream.Time.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(200, (await GetRecordsAsync(iterator)).Status);
        _stream.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("ExpiredIteratorException", (await GetRecordsAsync(iterator)).Code);
    }

    [Fact]
    public async Task Records_are_trimmed_after_24_hours()
    {
        await PutAsync(1);
        _stream.Time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMinutes(5));
        var iterator = (await _stream.IterateAsync("TRIM_HORIZON")).Json["ShardIterator"]!;
        await PutAsync(2);
        _stream.Time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal("TrimmedDataAccessException", (await GetRecordsAsync(iterator)).Code);
        var trimmed = await _stream.IterateAsync("AT_SEQUENCE_NUMBER", "100000000000000000001");
        Assert.Equal("TrimmedDataAccessException", trimmed.Code);
        Assert.Equal("1", Keys(await _stream.ReadAsync("TRIM_HORIZON")));
    }

    /// <summary>Texts recorded from DynamoDB Local 3.3.0; where it fails with a 500, inferred.</summary>
    [Theory]
    [InlineData("LATEST", "100000000000000000001", "SequenceNumber should not be passed for this iterator type")]
    [InlineData("AT_SEQUENCE_NUMBER", null, "Invalid SequenceNumber")]
    [InlineData("AT_SEQUENCE_NUMBER", "100000000000000000099", "Invalid SequenceNumber")]
    [InlineData("AFTER_SEQUENCE_NUMBER", "abcabcabcabcabcabcabcabc", "Invalid SequenceNumber")]
    public async Task Refuses_a_wrong_sequence_number(string type, string? number, string message)
    {
        var response = await _stream.IterateAsync(type, number);
        Assert.Equal($"One or more parameter values were invalid: {message}", response.Message);
    }

    [Fact]
    public async Task Refuses_what_is_no_iterator_and_no_stream()
    {
        Assert.Equal("Invalid ShardIterator", (await GetRecordsAsync("abc")).Message);
        var arn = _stream.StreamArn + "9";
        var response = await _stream.CallAsync("DescribeStream", new JsonObject { ["StreamArn"] = arn });
        Assert.Equal(
            ("ResourceNotFoundException", $"Requested resource not found: Stream: {arn} not found"),
            (response.Code, response.Message));
    }

    [Fact]
    public async Task A_reader_in_process_waits_for_records_without_polling()
    {
        var reader = new ShardReader(_stream.Log, "us-east-1");
        var waiting = reader.WhenAnyAsync(reader.Next, CancellationToken.None);
        Assert.False(waiting.IsCompleted);
        await PutAsync(1);
        await waiting.WaitAsync(TimeSpan.FromSeconds(30));
        var page = reader.Read(reader.Oldest, 10);
        Assert.Equal(("0", false), (page.Records[0].New!.Find("pk")!.ToString(), page.IsEnd));

        waiting = reader.WhenAnyAsync(page.Next, CancellationToken.None);
        await _stream.Client.DeleteTableAsync("users");
        await waiting.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.True(reader.Read(page.Next, 10).IsEnd);
    }

    private Task<RawResponse> GetRecordsAsync(JsonNode iterator) =>
        _stream.CallAsync("GetRecords", new JsonObject { ["ShardIterator"] = iterator.DeepClone() });

    private static string Keys(JsonArray records) =>
        string.Join(",", records.Select(r => (string)r!["dynamodb"]!["Keys"]!["pk"]!["S"]!));

    private async Task PutAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await _stream.Client.PutItemAsync("users", Item(("pk", S($"{i}"))));
        }
    }
}
