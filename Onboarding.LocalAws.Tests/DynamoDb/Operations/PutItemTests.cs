using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using static Onboarding.LocalAws.Tests.DynamoDb.Operations.Tables;

namespace Onboarding.LocalAws.Tests.DynamoDb.Operations;

public sealed class PutItemTests : OperationTests
{
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
        await Client.PutItemAsync("users", item);

        var found = (await Client.GetItemAsync("users", Item(("pk", S("ünïcode €"))))).Item;
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
        await Client.PutItemAsync("users", Item(("pk", S("1")), ("old", S("x"))));
        var put = await Client.PutItemAsync(
            "users", Item(("pk", S("1")), ("new", S("y"))), ReturnValue.ALL_OLD);
        Assert.Equal("x", put.Attributes["old"].S);
        var found = (await Client.GetItemAsync("users", Item(("pk", S("1"))))).Item;
        Assert.Equal(["new", "pk"], found.Keys.Order());
    }

    [Fact]
    public async Task Refuses_a_failed_condition_and_shows_the_item_on_request()
    {
        await Client.PutItemAsync("users", Item(("pk", S("1")), ("by", S("first"))));
        var failure = await Assert.ThrowsAsync<ConditionalCheckFailedException>(() =>
            Client.PutItemAsync(new PutItemRequest
            {
                TableName = "users",
                Item = Item(("pk", S("1")), ("by", S("second"))),
                ConditionExpression = "attribute_not_exists(pk)",
                ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
            }));
        Assert.Equal("The conditional request failed", failure.Message);
        Assert.Equal("first", failure.Item["by"].S);
    }

    [Theory]
    [InlineData("""{"TableName":1}""", "NUMBER_VALUE cannot be converted to String")]
    [InlineData("""{"TableName":1.5}""", "DECIMAL_VALUE cannot be converted to String")]
    [InlineData("""{"TableName":true}""", "TRUE_VALUE cannot be converted to String")]
    [InlineData("""{"TableName":["x"]}""", "Unrecognized collection type class java.lang.String")]
    [InlineData("""{"TableName":{}}""", "Start of structure or map found where not expected")]
    [InlineData("""{"TableName":"users","Item":"x"}""", "Unexpected field type")]
    [InlineData("""{"TableName":"us""", "")]
    [InlineData("[]", "")]
    public async Task Refuses_a_wrong_shape(string json, string message)
    {
        var response = await CallAsync("PutItem", json);
        Assert.Equal((400, "com.amazon.coral.service#SerializationException", message),
            (response.Status, response.Type, response.Message));
    }

    [Theory]
    [InlineData("""{"TableName":"users","Item":{"pk":{"S":"\ud800"}}}""")]
    [InlineData("""{"TableName":"\ud800","Item":{"pk":{"S":"x"}}}""")]
    public async Task Refuses_half_a_surrogate_pair(string json) =>
        Assert.Equal(400, (await CallAsync("PutItem", json)).Status);

    [Fact]
    public async Task Ignores_members_that_AWS_does_not_know_and_nulls()
    {
        var response = await CallAsync(
            "PutItem", """{"TableName":"users","Nonsense":{"a":[1]},"Expected":null,"Item":{"pk":{"S":"1"}}}""");
        Assert.Equal((200, "{}"), (response.Status, response.Body));
    }

    /// <summary>
    /// Documented(https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ItemCollectionMetrics.html).
    /// </summary>
    [Theory]
    [InlineData("PutItem", "Item", "")]
    [InlineData("UpdateItem", "Key", "")]
    [InlineData("DeleteItem", "Key", "")]
    [InlineData("PutItem", "Item", ",\"x\":{\"S\":\"y\"}")]
    public async Task Measures_the_item_collection_of_a_table_with_local_indexes(
        string operation, string member, string rest)
    {
        const string Asked = "\"ReturnItemCollectionMetrics\":\"SIZE\"";
        var response = await CallAsync(
            operation,
            $$"""{"TableName":"events","{{member}}":{"pk":{"S":"1"},"sk":{"N":"2"}{{rest}} },{{Asked}}}""");
        Assert.Equal(
            (200, """{"ItemCollectionMetrics":{"ItemCollectionKey":{"pk":{"S":"1"}},"SizeEstimateRangeGB":[0,1]}}"""),
            (response.Status, response.Body));
        var without = await CallAsync(
            operation, $$"""{"TableName":"users","{{member}}":{"pk":{"S":"1"}{{rest}} },{{Asked}}}""");
        Assert.Equal((200, "{}"), (without.Status, without.Body));
    }

    [Theory]
    [InlineData(400 * 1024 - 3, true)]
    [InlineData(400 * 1024 - 2, false)]
    public async Task Rejects_an_item_over_400_KB(int valueBytes, bool fits)
    {
        // "pk" with "1" is three bytes, the name "d" one more.
        var item = Item(("pk", S("1")), ("d", S(new string('x', valueBytes - 1))));
        if (fits)
        {
            await Client.PutItemAsync("users", item);
            return;
        }

        var message = await DynamoDbFixture.FailsAsync<AmazonDynamoDBException>(
            () => Client.PutItemAsync("users", item));
        Assert.Equal("Item size has exceeded the maximum allowed size", message);
    }

    [Theory]
    [InlineData(2048, true)]
    [InlineData(2049, false)]
    public async Task Rejects_a_hash_key_over_2048_bytes(int bytes, bool fits)
    {
        var response = await CallAsync(
            "PutItem", $$$"""{"TableName":"users","Item":{"pk":{"S":"{{{new string('k', bytes)}}}"} } }""");
        Assert.Equal(fits ? 200 : 400, response.Status);
        if (!fits)
        {
            Assert.Equal(
                "One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 "
                + "bytes",
                response.Message);
        }
    }

    /// <summary>Recorded from DynamoDB Local 3.3.0, request by request.</summary>
    [Fact]
    public async Task Counts_capacity_of_table_and_indexes()
    {
        Assert.Equal((5, 3, 1, 1), await PutAndCountAsync("z"));
        Assert.Equal((5, 3, 2, 0), await PutAndCountAsync("z2"));
        Assert.Equal((3, 3, 0, 0), await PutAndCountAsync("z2"));
    }

    private async Task<(double Total, double Table, double Global, double Local)> PutAndCountAsync(string group)
    {
        var put = await Client.PutItemAsync(new PutItemRequest
        {
            TableName = "events",
            Item = Item(
                ("pk", S("cap")), ("sk", N(1)), ("g", S(group)), ("l", S("q")), ("data", S(new string('x', 3000)))),
            ReturnConsumedCapacity = ReturnConsumedCapacity.INDEXES,
        });
        var capacity = put.ConsumedCapacity;
        return (
            capacity.CapacityUnits!.Value,
            capacity.Table.CapacityUnits!.Value,
            capacity.GlobalSecondaryIndexes?.Values.Sum(c => c.CapacityUnits!.Value) ?? 0,
            capacity.LocalSecondaryIndexes?.Values.Sum(c => c.CapacityUnits!.Value) ?? 0);
    }
}
