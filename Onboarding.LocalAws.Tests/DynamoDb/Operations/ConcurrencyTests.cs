using Amazon.DynamoDBv2.Model;
using static Onboarding.LocalAws.Tests.DynamoDb.Operations.Tables;

namespace Onboarding.LocalAws.Tests.DynamoDb.Operations;

public sealed class ConcurrencyTests : OperationTests
{
    [Fact]
    public async Task Exactly_one_of_many_conditional_puts_wins()
    {
        for (var round = 0; round < 20; round++)
        {
            var key = S($"{round}");
            var wins = await Task.WhenAll(Enumerable.Range(0, 16).Select(writer => TryPutAsync(key, writer)));
            Assert.Equal(1, wins.Count(won => won));
        }
    }

    [Fact]
    public async Task Counts_every_concurrent_increment()
    {
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Client.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = "users",
            Key = Item(("pk", S("counter"))),
            UpdateExpression = "ADD n :one",
            ExpressionAttributeValues = Item((":one", N(1))),
        })));
        Assert.Equal("200", (await Client.GetItemAsync("users", Item(("pk", S("counter"))))).Item["n"].N);
    }

    [Fact]
    public async Task A_reader_never_sees_half_a_transaction()
    {
        await TransferAsync(0);
        var writers = Task.WhenAll(Enumerable.Range(1, 100).Select(TransferAsync));
        do
        {
            var got = await Client.TransactGetItemsAsync(new TransactGetItemsRequest
            {
                TransactItems =
                [
                    new TransactGetItem { Get = new Get { TableName = "users", Key = Item(("pk", S("x"))) } },
                    new TransactGetItem
                    {
                        Get = new Get { TableName = "events", Key = Item(("pk", S("x")), ("sk", N(0))) },
                    },
                ],
            });
            Assert.Equal(got.Responses[0].Item["v"].N, got.Responses[1].Item["v"].N);
        }
        while (!writers.IsCompleted);

        await writers;
    }

    private Task TransferAsync(int value) => Client.TransactWriteItemsAsync(new TransactWriteItemsRequest
    {
        // The order of the tables changes, so that locks taken in the order of the request would meet.
        TransactItems = value % 2 == 0 ? [InUsers(value), InEvents(value)] : [InEvents(value), InUsers(value)],
    });

    private static TransactWriteItem InUsers(int value) =>
        new() { Put = new Put { TableName = "users", Item = Item(("pk", S("x")), ("v", N(value))) } };

    private static TransactWriteItem InEvents(int value) =>
        new() { Put = new Put { TableName = "events", Item = Item(("pk", S("x")), ("sk", N(0)), ("v", N(value))) } };

    private async Task<bool> TryPutAsync(AttributeValue key, int writer)
    {
        try
        {
            await Client.PutItemAsync(new PutItemRequest
            {
                TableName = "users",
                Item = Item(("pk", key), ("by", N(writer))),
                ConditionExpression = "attribute_not_exists(pk)",
            });
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }
}
