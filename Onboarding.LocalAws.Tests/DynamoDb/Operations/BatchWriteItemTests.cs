using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using static Onboarding.LocalAws.Tests.DynamoDb.Operations.Tables;

namespace Onboarding.LocalAws.Tests.DynamoDb.Operations;

/// <summary>Documented(https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html).</summary>
public sealed class BatchWriteItemTests : OperationTests
{
    [Fact]
    public async Task Puts_and_deletes_over_several_tables()
    {
        await Client.PutItemAsync("users", Item(("pk", S("gone"))));
        var written = await Client.BatchWriteItemAsync(new BatchWriteItemRequest
        {
            RequestItems = new Dictionary<string, List<WriteRequest>>
            {
                ["users"] =
                [
                    new WriteRequest(new PutRequest(Item(("pk", S("new"))))),
                    new WriteRequest(new DeleteRequest(Item(("pk", S("gone"))))),
                ],
                ["events"] = [new WriteRequest(new PutRequest(Item(("pk", S("e")), ("sk", N(1)))))],
            },
            ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL,
        });
        Assert.Empty(written.UnprocessedItems ?? []);
        Assert.Equal(3, written.ConsumedCapacity.Sum(c => c.CapacityUnits));
        var users = await Client.ScanAsync(new ScanRequest("users"));
        Assert.Equal("new", Assert.Single(users.Items)["pk"].S);
    }

    [Fact]
    public async Task Writes_nothing_where_one_request_is_wrong()
    {
        var response = await CallAsync(
            "BatchWriteItem",
            """
            {"RequestItems":{"users":[
            {"PutRequest":{"Item":{"pk":{"S":"1"}}}},{"PutRequest":{"Item":{"x":{"S":"1"}}}}]}}
            """);
        Assert.Equal(400, response.Status);
        var got = await CallAsync("GetItem", """{"TableName":"users","Key":{"pk":{"S":"1"}}}""");
        Assert.Equal("{}", got.Body);
    }

    /// <summary>Local: a member that is not done is refused by name.</summary>
    [Theory]
    [InlineData("BatchWriteItem", """{"RequestItems":{},"ReturnItemCollectionMetrics":"SIZE"}""")]
    [InlineData("TransactWriteItems", """{"TransactItems":[],"ReturnItemCollectionMetrics":"SIZE"}""")]
    public async Task Refuses_sizes_of_item_collections(string operation, string json)
    {
        var response = await CallAsync(operation, json);
        Assert.Equal(501, response.Status);
        Assert.Contains("ReturnItemCollectionMetrics", response.Message, StringComparison.Ordinal);
    }
}
