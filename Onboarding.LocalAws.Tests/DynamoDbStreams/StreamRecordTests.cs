using System.Text.Json.Nodes;
using Amazon.DynamoDBv2.Model;
using Onboarding.LocalAws.Tests.DynamoDb.Operations;
using static Onboarding.LocalAws.Tests.DynamoDb.Operations.Tables;

namespace Onboarding.LocalAws.Tests.DynamoDbStreams;

/// <summary>What writes leave in the stream.</summary>
public sealed class StreamRecordTests
{
    /// <summary>Shape and sizes recorded from DynamoDB Local 3.3.0.</summary>
    [Fact]
    public async Task Records_insert_modify_and_remove()
    {
        await using var stream = await StreamFixture.StartAsync();
        await stream.Client.PutItemAsync("users", Item(("pk", S("s1")), ("a", N(1))));
        await stream.Client.PutItemAsync("users", Item(("pk", S("s1")), ("a", N(2))));
        await stream.Client.DeleteItemAsync("users", Item(("pk", S("s1"))));

        var records = await stream.ReadAsync("TRIM_HORIZON");
        Assert.Equal(["INSERT", "MODIFY", "REMOVE"], records.Select(r => (string)r!["eventName"]!));
        var modify = records[1]!;
        Assert.Matches("^[0-9a-f]{32}$", (string)modify["eventID"]!);
        ((JsonObject)modify).Remove("eventID");
        var expected = """
            {"eventName":"MODIFY","eventVersion":"1.1","eventSource":"aws:dynamodb","awsRegion":"us-east-1","dynamodb":
            {"ApproximateCreationDateTime":1795176000,"Keys":{"pk":{"S":"s1"}},
            "NewImage":{"a":{"N":"2"},"pk":{"S":"s1"}},"OldImage":{"a":{"N":"1"},"pk":{"S":"s1"}},
            "SequenceNumber":"100000000000000000002","SizeBytes":18,
            "StreamViewType":"NEW_AND_OLD_IMAGES"}}
            """;
        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), modify.ToJsonString());
    }

    [Theory]
    [InlineData("NEW_IMAGE", "Keys,NewImage")]
    [InlineData("OLD_IMAGE", "Keys,OldImage")]
    [InlineData("NEW_AND_OLD_IMAGES", "Keys,NewImage,OldImage")]
    [InlineData("KEYS_ONLY", "Keys")]
    public async Task Shows_what_the_view_type_asks_for(string viewType, string images)
    {
        await using var stream = await StreamFixture.StartAsync(viewType);
        await stream.Client.PutItemAsync("users", Item(("pk", S("1")), ("a", N(1))));
        await stream.Client.PutItemAsync("users", Item(("pk", S("1")), ("a", N(2))));
        var record = (JsonObject)(await stream.ReadAsync("TRIM_HORIZON"))[1]!["dynamodb"]!;
        var shown = record.Select(m => m.Key).Where(k => k == "Keys" || k.EndsWith("Image", StringComparison.Ordinal));
        Assert.Equal(images, string.Join(",", shown));
    }

    /// <summary>Recorded from DynamoDB Local 3.3.0.</summary>
    [Fact]
    public async Task Writes_that_change_nothing_leave_no_record()
    {
        await using var stream = await StreamFixture.StartAsync();
        var client = stream.Client;
        await client.PutItemAsync("users", Item(("pk", S("1")), ("a", N(1))));
        await client.PutItemAsync("users", Item(("pk", S("1")), ("a", new AttributeValue { N = "1.0" })));
        await client.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = "users",
            Key = Item(("pk", S("1"))),
            UpdateExpression = "SET a = :one REMOVE absent",
            ExpressionAttributeValues = Item((":one", N(1))),
        });
        await client.DeleteItemAsync("users", Item(("pk", S("none"))));
        Assert.Single(await stream.ReadAsync("TRIM_HORIZON"));
    }

    [Fact]
    public async Task A_canceled_transaction_leaves_no_record()
    {
        await using var stream = await StreamFixture.StartAsync();
        var response = await RawDynamoDb.CallAsync(
            stream.Host,
            "TransactWriteItems",
            """
            {"TransactItems":[{"Put":{"TableName":"users","Item":{"pk":{"S":"1"}}}},{"Put":{"TableName":"users",
            "Item":{"pk":{"S":"2"}},"ConditionExpression":"attribute_exists(pk)"}}]}
            """);
        Assert.Equal("TransactionCanceledException", response.Code);
        Assert.Empty(await stream.ReadAsync("TRIM_HORIZON"));
    }

    /// <summary>
    /// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-streams.html
    /// </summary>
    [Fact]
    public async Task Expired_items_are_deleted_in_the_name_of_DynamoDB()
    {
        await using var stream = await StreamFixture.StartAsync();
        var client = stream.Client;
        await client.UpdateTimeToLiveAsync(new UpdateTimeToLiveRequest
        {
            TableName = "users",
            TimeToLiveSpecification = new TimeToLiveSpecification { AttributeName = "expiresAt", Enabled = true },
        });
        var now = stream.Time.GetUtcNow().ToUnixTimeSeconds();
        await PutAsync("soon", now + 60);
        await PutAsync("later", now + 3600);
        await PutAsync("six-years-ago", now - (6 * 365 * 86_400));
        await client.PutItemAsync("users", Item(("pk", S("text")), ("expiresAt", S($"{now - 5}"))));

        var log = stream.Log;
        var next = log.Next;
        stream.Time.Advance(TimeSpan.FromSeconds(61));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await log.WhenAnyAsync(next, patience.Token);

        Assert.Equal(
            ["later", "six-years-ago", "text"],
            (await client.ScanAsync(new ScanRequest("users"))).Items.Select(i => i["pk"].S).Order());
        var removed = (await stream.ReadAsync("TRIM_HORIZON"))[^1]!;
        Assert.Equal("REMOVE", (string)removed["eventName"]!);
        Assert.Equal("soon", (string)removed["dynamodb"]!["Keys"]!["pk"]!["S"]!);
        Assert.Equal(
            """{"Type":"Service","PrincipalId":"dynamodb.amazonaws.com"}""", removed["userIdentity"]!.ToJsonString());

        Task PutAsync(string key, long expiresAt) => client.PutItemAsync(
            "users", Item(("pk", S(key)), ("expiresAt", new AttributeValue { N = $"{expiresAt}" })));
    }
}
