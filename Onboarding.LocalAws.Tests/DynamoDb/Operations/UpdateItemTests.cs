using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using static Onboarding.LocalAws.Tests.DynamoDb.Operations.Tables;

namespace Onboarding.LocalAws.Tests.DynamoDb.Operations;

/// <summary>Documented(https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html).</summary>
public sealed class UpdateItemTests : OperationTests
{
    [Fact]
    public async Task Creates_the_item_with_its_key()
    {
        await Client.UpdateItemAsync(new UpdateItemRequest { TableName = "users", Key = Item(("pk", S("new"))) });
        Assert.Equal("new", (await Client.GetItemAsync("users", Item(("pk", S("new"))))).Item["pk"].S);
    }

    /// <summary>Recorded from AWS by Scylla's test_item.py and test_returnvalues.py.</summary>
    [Theory]
    [InlineData("\"UpdateExpression\":\"REMOVE a\"")]
    [InlineData("\"AttributeUpdates\":{\"a\":{\"Action\":\"DELETE\"}}")]
    public async Task Creates_nothing_where_it_only_removes(string update)
    {
        foreach (var returns in (string[])["ALL_NEW", "UPDATED_NEW", "ALL_OLD"])
        {
            var response = await CallAsync(
                "UpdateItem",
                $$"""{"TableName":"users","Key":{"pk":{"S":"1"} },{{update}},"ReturnValues":"{{returns}}"}""");
            Assert.Equal((200, "{}"), (response.Status, response.Body));
        }

        Assert.False((await Client.GetItemAsync("users", Item(("pk", S("1"))))).IsItemSet);
        var created = await CallAsync(
            "UpdateItem", """{"TableName":"users","Key":{"pk":{"S":"1"}},"AttributeUpdates":{}}""");
        Assert.Equal(200, created.Status);
        Assert.True((await Client.GetItemAsync("users", Item(("pk", S("1"))))).IsItemSet);
    }

    [Theory]
    [InlineData("NONE", "")]
    [InlineData("ALL_OLD", "keep=k,n=1,pk=1")]
    [InlineData("ALL_NEW", "keep=k,n=3,pk=1")]
    [InlineData("UPDATED_OLD", "n=1")]
    [InlineData("UPDATED_NEW", "n=3")]
    public async Task Returns_the_values_that_were_asked_for(string returns, string expected)
    {
        await Client.PutItemAsync("users", Item(("pk", S("1")), ("n", N(1)), ("keep", S("k"))));
        var updated = await Client.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = "users",
            Key = Item(("pk", S("1"))),
            UpdateExpression = "SET n = n + :two",
            ExpressionAttributeValues = Item((":two", N(2))),
            ReturnValues = returns,
        });
        var shown = (updated.Attributes ?? []).OrderBy(a => a.Key).Select(a => $"{a.Key}={a.Value.S ?? a.Value.N}");
        Assert.Equal(expected, string.Join(",", shown));
    }

    [Fact]
    public async Task Leaves_the_item_alone_where_the_condition_fails()
    {
        await Client.PutItemAsync("users", Item(("pk", S("1")), ("n", N(1))));
        await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => Client.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = "users",
            Key = Item(("pk", S("1"))),
            UpdateExpression = "SET n = :n",
            ConditionExpression = "n > :n",
            ExpressionAttributeValues = Item((":n", N(5))),
        }));
        Assert.Equal("1", (await Client.GetItemAsync("users", Item(("pk", S("1"))))).Item["n"].N);
    }

    [Fact]
    public async Task Rejects_an_item_that_grows_over_400_KB()
    {
        var half = S(new string('x', 250_000));
        await Client.PutItemAsync("users", Item(("pk", S("1")), ("a", half)));
        var message = await DynamoDbFixture.FailsAsync<AmazonDynamoDBException>(() =>
            Client.UpdateItemAsync(new UpdateItemRequest
            {
                TableName = "users",
                Key = Item(("pk", S("1"))),
                UpdateExpression = "SET b = :half",
                ExpressionAttributeValues = Item((":half", half)),
            }));
        Assert.Equal("Item size to update has exceeded the maximum allowed size", message);
    }
}
