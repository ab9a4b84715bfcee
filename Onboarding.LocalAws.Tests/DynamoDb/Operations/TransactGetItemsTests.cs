using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using static Onboarding.LocalAws.Tests.DynamoDb.Operations.Tables;

namespace Onboarding.LocalAws.Tests.DynamoDb.Operations;

/// <summary>Documented(https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html).</summary>
public sealed class TransactGetItemsTests : OperationTests
{
    [Fact]
    public async Task Answers_in_the_order_of_the_request()
    {
        await Client.PutItemAsync("users", Item(("pk", S("1")), ("a", S("x"))));
        await Client.PutItemAsync("events", Item(("pk", S("e")), ("sk", N(1)), ("a", S("y")), ("b", S("z"))));
        var got = await Client.TransactGetItemsAsync(new TransactGetItemsRequest
        {
            ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL,
            TransactItems =
            [
                Get("users", Item(("pk", S("none")))),
                new TransactGetItem
                {
                    Get = new Get
                    {
                        TableName = "events",
                        Key = Item(("pk", S("e")), ("sk", N(1))),
                        ProjectionExpression = "a",
                    },
                },
                Get("users", Item(("pk", S("1")))),
            ],
        });
        Assert.Null(got.Responses[0].Item);
        Assert.Equal("y", Assert.Single(got.Responses[1].Item).Value.S);
        Assert.Equal("x", got.Responses[2].Item["a"].S);
        Assert.Equal(6, got.ConsumedCapacity.Sum(c => c.ReadCapacityUnits));
    }

    [Fact]
    public async Task Cancels_for_a_key_that_does_not_match_the_schema()
    {
        var canceled = await Assert.ThrowsAsync<TransactionCanceledException>(() =>
            Client.TransactGetItemsAsync(new TransactGetItemsRequest
            {
                TransactItems = [Get("users", Item(("pk", S("1")))), Get("users", Item(("x", S("1"))))],
            }));
        Assert.Equal(["None", "ValidationError"], canceled.CancellationReasons.Select(r => r.Code));
        Assert.Equal("The provided key element does not match the schema", canceled.CancellationReasons[1].Message);
    }

    private static TransactGetItem Get(string table, Dictionary<string, AttributeValue> key) =>
        new() { Get = new Get { TableName = table, Key = key } };
}
