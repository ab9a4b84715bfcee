using System.Text.Json;
using Onboarding.LocalAws.Lambda.EventSources.Shards;
using Onboarding.LocalAws.Wire.Client;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Wiring;

/// <summary>A table's stream at another endpoint, through the API of DynamoDB Streams.</summary>
internal sealed class RemoteStream(string streamArn, WireClient client) : IShardedStream
{
    /// <summary>A hundred shards each; an endpoint that never ends a list is not read for ever.</summary>
    private const int PageCountMax = 1000;

    public string StreamArn => streamArn;

    public async Task<IReadOnlyList<Shard>> DescribeAsync(CancellationToken stop)
    {
        List<Shard> shards = [];
        string? last = null;
        for (var page = 0; page < PageCountMax; page++)
        {
            var description = (await CallAsync("DescribeStream", json => WriteDescribe(json, last), stop))
                .GetProperty("StreamDescription");
            shards.AddRange(description.GetProperty("Shards").EnumerateArray().Select(Read));
            last = Text(description, "LastEvaluatedShardId");
            if (last is null)
            {
                return shards;
            }
        }

        throw new ShardException(
            ShardFault.Unavailable, $"DescribeStream: {streamArn} has more than {PageCountMax} pages of shards");
    }

    public async Task<string> GetIteratorAsync(string shardId, ShardPlace place, CancellationToken stop)
    {
        var response = await CallAsync("GetShardIterator", Write, stop);
        return Text(response, "ShardIterator")
            ?? throw new ShardException(ShardFault.Unavailable, "GetShardIterator: the response has no ShardIterator");

        void Write(Utf8JsonWriter json)
        {
            json.WriteString("StreamArn"u8, streamArn);
            json.WriteString("ShardId"u8, shardId);
            json.WriteString("ShardIteratorType"u8, place.Type);
            if (place.SequenceNumber is { } number)
            {
                json.WriteString("SequenceNumber"u8, number);
            }
        }
    }

    public async Task<ShardPage> GetRecordsAsync(string iterator, CancellationToken stop)
    {
        var page = await CallAsync("GetRecords", json => json.WriteString("ShardIterator"u8, iterator), stop);
        return new ShardPage(
            [.. page.GetProperty("Records").EnumerateArray().Select(record => RemoteRecord.Read(record, streamArn))],
            Text(page, "NextShardIterator"));
    }

    private void WriteDescribe(Utf8JsonWriter json, string? last)
    {
        json.WriteString("StreamArn"u8, streamArn);
        if (last is not null)
        {
            json.WriteString("ExclusiveStartShardId"u8, last);
        }
    }

    private static Shard Read(JsonElement shard) => new(
        shard.GetProperty("ShardId").GetString()!,
        Text(shard, "ParentShardId"),
        shard.TryGetProperty("SequenceNumberRange", out var range) && Text(range, "EndingSequenceNumber") is not null);

    private async Task<JsonElement> CallAsync(
        string operation, Action<Utf8JsonWriter> writeMembers, CancellationToken stop)
    {
        var body = JsonWire.Object(writeMembers);
        WireResponse response;
        try
        {
            response = await client.CallAsync(JsonApi.DynamoDbStreams, operation, body, stop);
        }
        catch (Exception e) when (e is HttpRequestException
            || (e is OperationCanceledException && !stop.IsCancellationRequested))
        {
            // A cancellation without a stop is HttpClient's own limit of time.
            throw new ShardException(ShardFault.Unavailable, $"{operation}: {e.Message}", e);
        }

        return response.IsSuccess && response.FindMember() is { } root
            ? root
            : throw new ShardException(FaultOf(response), $"{operation}: {response.Describe()}");
    }

    /// <summary>https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetRecords.html.</summary>
    private static ShardFault FaultOf(WireResponse response) => response.ErrorCode switch
    {
        "ExpiredIteratorException" => ShardFault.ExpiredIterator,
        "TrimmedDataAccessException" => ShardFault.TrimmedData,
        "ResourceNotFoundException" => ShardFault.Gone,
        "LimitExceededException" or "ThrottlingException" or "ProvisionedThroughputExceededException"
            or "RequestLimitExceeded" => ShardFault.Throttled,
        _ => ShardFault.Unavailable,
    };

    private static string? Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
