using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using static Onboarding.LocalAws.Tests.DynamoDb.Operations.Tables;

namespace Onboarding.LocalAws.Tests.DynamoDb.Operations;

public sealed class PutItemTests : IAsyncLifetime
{
    private DynamoDbFixture _fixture = null!;

    public async Task InitializeAsync() => _fixture = await DynamoDbFixture.WithUsersAsync();

    public async Task DisposeAsync() => await _fixture.DisposeAsync();

    [Fact]
    public async Task Stores_an_item_with_every_type()
    {
        var item = Item(
            ("pk", S("ünïcode €")),
            ("number", new AttributeValue { N = "1.50" }),
            ("binary", new AttributeValue { B = new MemoryStream([0, 255, 1]) }),
            ("yes", new AttributeValue { BOOL = true }),
            ("nothing", new AttributeValue { NULL = true }),
            ("list", new AttributeValue { L = [S("a"), N(2)] }),
            ("map", new AttributeValue { M = Item(("inner", S(""))) }),
            ("strings", new AttributeValue { SS = ["b", "a"] }));
        await _fixture.Client.PutItemAsync("users", item);

        var found = (await _fixture.Client.GetItemAsync("users", Item(("pk", S("ünïcode €"))))).Item;
        Assert.Equal(item.Keys.Order(), found.Keys.Order());
        Assert.Equal("1.5", found["number"].N);
        Assert.Equal([0, 255, 1], found["binary"].B.ToArray());
        Assert.True(found["yes"].BOOL);
        Assert.True(found["nothing"].NULL);
        Assert.Equal("2", found["list"].L[1].N);
        Assert.Equal("", found["map"].M["inner"].S);
        Assert.Equal(["a", "b"], found["strings"].SS);
    }

    [Fact]
    public async Task Replaces_the_whole_item_and_returns_the_old_one()
    {
        await _fixture.Client.PutItemAsync("users", Item(("pk", S("1")), ("old", S("x"))));
        var put = await _fixture.Client.PutItemAsync(
            "users", Item(("pk", S("1")), ("new", S("y"))), ReturnValue.ALL_OLD);
        Assert.Equal("x", put.Attributes["old"].S);
        var found = (await _fixture.Client.GetItemAsync("users", Item(("pk", S("1"))))).Item;
        Assert.Equal(["new", "pk"], found.Keys.Order());
    }

    [Fact]
    public async Task Refuses_a_failed_condition_and_shows_the_item_on_request()
    {
        await _fixture.Client.PutItemAsync("users", Item(("pk", S("1")), ("by", S("first"))));
        var failure = await Assert.ThrowsAsync<ConditionalCheckFailedException>(() =>
            _fixture.Client.PutItemAsync(new PutItemRequest
            {
                TableName = "users",
                Item = Item(("pk", S("1")), ("by", S("second"))),
                ConditionExpression = "attribute_not_exists(pk)",
                ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
            }));
        Assert.Equal("The conditional request failed", failure.Message);
        Assert.Equal("first", failure.Item["by"].S);
    }
}
