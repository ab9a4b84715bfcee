using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using static Onboarding.LocalAws.Tests.DynamoDb.Operations.Tables;

namespace Onboarding.LocalAws.Tests.DynamoDb.Operations;

/// <summary>Documented(https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html).</summary>
public sealed class GetItemTests : OperationTests
{
    [Fact]
    public async Task Finds_nothing_without_an_item()
    {
        var response = await CallAsync("GetItem", """{"TableName":"users","Key":{"pk":{"S":"1"}}}""");
        Assert.Equal("{}", response.Body);
    }

    [Theory]
    [InlineData("""{"Table\u004eame":"users","\u004bey":{"pk":{"S":"1"}}}""", 200)]
    [InlineData("""{"TableName":"users","Key":{"pk":{"S":"1"}},"Attributes\u0054oGet":[]}""", 400)]
    [InlineData("""{"TableName":"users","Key":{"pk":{"S":"1"}},"tablename":"none","Keys":[],"":1}""", 200)]
    public async Task Knows_members_by_their_exact_name_in_any_spelling_of_JSON(string json, int status) =>
        Assert.Equal(status, (await CallAsync("GetItem", json)).Status);

    [Fact]
    public async Task Takes_the_ARN_of_a_table_for_its_name()
    {
        await Client.PutItemAsync("users", Item(("pk", S("1"))));
        const string Arn = "arn:aws:dynamodb:us-east-1:123456789012:table/users";
        var got = await Client.GetItemAsync(Arn, Item(("pk", S("1"))));
        Assert.Equal("1", got.Item["pk"].S);
    }

    [Fact]
    public async Task Projects()
    {
        await Client.PutItemAsync(
            "users", Item(("pk", S("1")), ("m", new AttributeValue { M = Item(("a", N(1)), ("b", N(2))) })));
        var got = await Client.GetItemAsync(new GetItemRequest
        {
            TableName = "users",
            Key = Item(("pk", S("1"))),
            ProjectionExpression = "#m.a",
            ExpressionAttributeNames = new Dictionary<string, string> { ["#m"] = "m" },
        });
        Assert.Equal("1", Assert.Single(got.Item["m"].M).Value.N);
        Assert.Single(got.Item);
    }

    [Theory]
    [InlineData(false, 0, 0.5)]
    [InlineData(true, 0, 1)]
    [InlineData(false, 4000, 0.5)]
    [InlineData(true, 4200, 2)]
    public async Task Counts_capacity(bool isConsistent, int sizeBytes, double units)
    {
        if (sizeBytes > 0)
        {
            await Client.PutItemAsync("users", Item(("pk", S("1")), ("d", S(new string('x', sizeBytes)))));
        }

        var got = await Client.GetItemAsync(new GetItemRequest
        {
            TableName = "users",
            Key = Item(("pk", S("1"))),
            ConsistentRead = isConsistent,
            ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL,
        });
        Assert.Equal(units, got.ConsumedCapacity.CapacityUnits);
    }
}
