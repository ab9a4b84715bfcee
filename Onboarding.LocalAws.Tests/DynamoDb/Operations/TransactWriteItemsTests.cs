using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Tests.Hosting;
using static Onboarding.LocalAws.Tests.DynamoDb.Operations.Tables;

namespace Onboarding.LocalAws.Tests.DynamoDb.Operations;

/// <summary>Documented(https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html).</summary>
public sealed class TransactWriteItemsTests : OperationTests
{
    [Fact]
    public async Task Writes_all_over_several_tables()
    {
        await Client.PutItemAsync("users", Item(("pk", S("gone"))));
        await Client.PutItemAsync("users", Item(("pk", S("there"))));
        await Client.TransactWriteItemsAsync(new TransactWriteItemsRequest
        {
            TransactItems =
            [
                Put("users", Item(("pk", S("new")))),
                new TransactWriteItem { Delete = new Delete { TableName = "users", Key = Item(("pk", S("gone"))) } },
                new TransactWriteItem
                {
                    Update = new Update
                    {
                        TableName = "events",
                        Key = Item(("pk", S("e")), ("sk", N(1))),
                        UpdateExpression = "ADD n :one",
                        ExpressionAttributeValues = Item((":one", N(1))),
                    },
                },
                new TransactWriteItem
                {
                    ConditionCheck = new ConditionCheck
                    {
                        TableName = "users",
                        Key = Item(("pk", S("there"))),
                        ConditionExpression = "attribute_exists(pk)",
                    },
                },
            ],
        });
        var users = await Client.ScanAsync(new ScanRequest("users"));
        Assert.Equal(["new", "there"], users.Items.Select(i => i["pk"].S).Order());
        Assert.Equal("1", Assert.Single((await Client.ScanAsync(new ScanRequest("events"))).Items)["n"].N);
    }

    [Fact]
    public async Task Writes_nothing_and_gives_the_reasons_in_order()
    {
        await Client.PutItemAsync("users", Item(("pk", S("taken")), ("by", S("me"))));
        var canceled = await Assert.ThrowsAsync<TransactionCanceledException>(() =>
            Client.TransactWriteItemsAsync(new TransactWriteItemsRequest
            {
                TransactItems =
                [
                    Put("events", Item(("pk", S("e")), ("sk", N(1)))),
                    new TransactWriteItem
                    {
                        Put = new Put
                        {
                            TableName = "users",
                            Item = Item(("pk", S("taken"))),
                            ConditionExpression = "attribute_not_exists(pk)",
                            ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
                        },
                    },
                    Put("users", Item(("nokey", S("x")))),
                ],
            }));
        Assert.Equal(
            "Transaction cancelled, please refer cancellation reasons for specific reasons "
            + "[None, ConditionalCheckFailed, ValidationError]",
            canceled.Message);
        Assert.Equal(
            ["None", "ConditionalCheckFailed", "ValidationError"], canceled.CancellationReasons.Select(r => r.Code));
        Assert.Equal("The conditional request failed", canceled.CancellationReasons[1].Message);
        Assert.Equal("me", canceled.CancellationReasons[1].Item["by"].S);
        Assert.Equal(0, (await Client.ScanAsync(new ScanRequest("events"))).Count);
    }

    [Fact]
    public async Task Remembers_a_client_token_for_ten_minutes()
    {
        var time = new ManualTime();
        await using var fixture = await DynamoDbFixture.WithUsersAsync(
            new LocalAwsOptions { Time = time, Iam = IamMode.Off });
        var client = fixture.Client;
        await client.TransactWriteItemsAsync(Increment(1));
        var again = await client.TransactWriteItemsAsync(Increment(1));
        Assert.Equal(2, Assert.Single(again.ConsumedCapacity).ReadCapacityUnits);
        await Assert.ThrowsAsync<IdempotentParameterMismatchException>(
            () => client.TransactWriteItemsAsync(Increment(5)));
        Assert.Equal("1", await CounterAsync(client));

        time.Advance(TimeSpan.FromMinutes(10));
        await client.TransactWriteItemsAsync(Increment(5));
        Assert.Equal("6", await CounterAsync(client));

        static TransactWriteItemsRequest Increment(int by) => new()
        {
            ClientRequestToken = "token",
            ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL,
            TransactItems =
            [
                new TransactWriteItem
                {
                    Update = new Update
                    {
                        TableName = "users",
                        Key = Item(("pk", S("counter"))),
                        UpdateExpression = "ADD n :by",
                        ExpressionAttributeValues = Item((":by", N(by))),
                    },
                },
            ],
        };

        static async Task<string> CounterAsync(AmazonDynamoDBClient client) =>
            (await client.GetItemAsync("users", Item(("pk", S("counter"))))).Item["n"].N;
    }

    [Fact]
    public async Task Frees_the_token_of_a_transaction_that_failed()
    {
        var put = Put("users", Item(("pk", S("1"))));
        put.Put.ConditionExpression = "attribute_exists(pk)";
        var request = new TransactWriteItemsRequest { ClientRequestToken = "token", TransactItems = [put] };
        await Assert.ThrowsAsync<TransactionCanceledException>(() => Client.TransactWriteItemsAsync(request));
        await Client.PutItemAsync("users", Item(("pk", S("1"))));
        await Client.TransactWriteItemsAsync(request);
    }

    [Fact]
    public async Task Rejects_more_than_4_MB()
    {
        var items = Enumerable.Range(0, 11).Select(
            i => Put("users", Item(("pk", S($"b{i:00}")), ("d", S(new string('x', 400_000))))));
        var message = await DynamoDbFixture.FailsAsync<AmazonDynamoDBException>(
            () => Client.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = items.ToList() }));
        Assert.Equal("Transaction payload size cannot exceed 4MB. Payload Size: 4400066", message);
    }

    private static TransactWriteItem Put(string table, Dictionary<string, AttributeValue> item) =>
        new() { Put = new Put { TableName = table, Item = item } };
}
