using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using static Onboarding.LocalAws.Tests.DynamoDb.Operations.Tables;

namespace Onboarding.LocalAws.Tests.DynamoDb.Operations;

/// <summary>Documented(https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteItem.html).</summary>
public sealed class DeleteItemTests : OperationTests
{
    [Fact]
    public async Task Deletes_and_returns_the_old_item()
    {
        await Client.PutItemAsync("users", Item(("pk", S("1")), ("a", S("x"))));
        var deleted = await Client.DeleteItemAsync("users", Item(("pk", S("1"))), ReturnValue.ALL_OLD);
        Assert.Equal("x", deleted.Attributes["a"].S);
        Assert.False((await Client.GetItemAsync("users", Item(("pk", S("1"))))).IsItemSet);
    }

    [Fact]
    public async Task Succeeds_where_there_is_nothing_to_delete()
    {
        var response = await CallAsync("DeleteItem", """{"TableName":"users","Key":{"pk":{"S":"1"}}}""");
        Assert.Equal((200, "{}"), (response.Status, response.Body));
    }

    [Fact]
    public async Task Checks_the_condition_of_an_absent_item()
    {
        await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => Client.DeleteItemAsync(new DeleteItemRequest
        {
            TableName = "users",
            Key = Item(("pk", S("1"))),
            ConditionExpression = "attribute_exists(pk)",
        }));
    }

    [Fact]
    public async Task Removes_the_item_from_every_index()
    {
        var item = Item(("pk", S("1")), ("sk", N(1)), ("g", S("g")), ("l", S("l")));
        await Client.PutItemAsync("events", item);
        await Client.DeleteItemAsync("events", Item(("pk", S("1")), ("sk", N(1))));
        foreach (var index in (string[])["by-group", "by-label"])
        {
            var scan = await Client.ScanAsync(new ScanRequest { TableName = "events", IndexName = index });
            Assert.Equal(0, scan.Count);
        }
    }
}
