using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Tests.DynamoDb.Operations;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.DynamoDbStreams;

/// <summary>A host with the table <c>users</c> and its stream, on a clock that only tests move.</summary>
internal sealed class StreamFixture : IAsyncDisposable
{
    private readonly DynamoDbFixture _fixture;

    private StreamFixture(DynamoDbFixture fixture, ManualTime time, string streamArn)
    {
        _fixture = fixture;
        Time = time;
        StreamArn = streamArn;
    }

    public ManualTime Time { get; }

    public string StreamArn { get; }

    public AmazonDynamoDBClient Client => _fixture.Client;

    public TestHost Host => _fixture.Host;

    /// <summary>The records behind the API.</summary>
    public StreamLog Log =>
        Host.Services.DynamoDb.Database.Streams.TryFind(StreamArn, out var log) ? log
        : throw new InvalidOperationException("The stream is gone.");

    public static async Task<StreamFixture> StartAsync(Amazon.DynamoDBv2.StreamViewType? viewType = null)
    {
        var time = new ManualTime();

        // The SDK signs with the real clock.
        var fixture = await DynamoDbFixture.StartAsync(new LocalAwsOptions { Time = time, Iam = IamMode.Off });
        var table = Tables.Hash("users");
        table.StreamSpecification = new StreamSpecification
        {
            StreamEnabled = true,
            StreamViewType = viewType ?? Amazon.DynamoDBv2.StreamViewType.NEW_AND_OLD_IMAGES,
        };
        var created = await fixture.CreateAsync(table);
        return new StreamFixture(fixture, time, created.TableDescription.LatestStreamArn);
    }

    public Task<RawResponse> CallAsync(string operation, JsonObject request) =>
        RawDynamoDb.CallStreamsAsync(_fixture.Host, operation, request.ToJsonString());

    public async Task<JsonNode> DescribeAsync()
    {
        var response = await CallAsync("DescribeStream", new JsonObject { [nameof(StreamArn)] = StreamArn });
        return response.Json["StreamDescription"]!;
    }

    public async Task<RawResponse> IterateAsync(string type, string? sequenceNumber = null)
    {
        var request = new JsonObject
        {
            [nameof(StreamArn)] = StreamArn,
            ["ShardId"] = (string)(await DescribeAsync())["Shards"]![0]!["ShardId"]!,
            ["ShardIteratorType"] = type,
        };
        if (sequenceNumber is not null)
        {
            request["SequenceNumber"] = sequenceNumber;
        }

        return await CallAsync("GetShardIterator", request);
    }

    public async Task<JsonArray> ReadAsync(string type, string? sequenceNumber = null)
    {
        var iterator = (string)(await IterateAsync(type, sequenceNumber)).Json["ShardIterator"]!;
        var response = await CallAsync("GetRecords", new JsonObject { ["ShardIterator"] = iterator });
        Assert.Equal(200, response.Status);
        return (JsonArray)response.Json["Records"]!;
    }

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();
}
