using Amazon.DynamoDBv2.Model;
using static Onboarding.LocalAws.Tests.DynamoDb.Operations.Tables;

namespace Onboarding.LocalAws.Tests.DynamoDb.Operations;

/// <summary>Documented(https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html).</summary>
public sealed class BatchGetItemTests : OperationTests
{
    [Fact]
    public async Task Reads_over_several_tables()
    {
        await Client.PutItemAsync("users", Item(("pk", S("1")), ("a", S("x"))));
        await Client.PutItemAsync("events", Item(("pk", S("e")), ("sk", N(1)), ("a", S("y"))));
        var got = await Client.BatchGetItemAsync(new BatchGetItemRequest
        {
            RequestItems = new Dictionary<string, KeysAndAttributes>
            {
                ["users"] = new() { Keys = [Item(("pk", S("1"))), Item(("pk", S("none")))] },
                ["events"] = new() { Keys = [Item(("pk", S("e")), ("sk", N(1)))], ProjectionExpression = "a" },
            },
        });
        Assert.Equal("x", Assert.Single(got.Responses["users"])["a"].S);
        Assert.Equal("y", Assert.Single(Assert.Single(got.Responses["events"])).Value.S);
        Assert.Empty(got.UnprocessedKeys ?? []);
    }

    [Fact]
    public async Task Leaves_over_what_exceeds_16_MB()
    {
        var big = S(new string('x', 390_000));
        var keys = Enumerable.Range(0, 50).Select(i => Item(("pk", S($"{i}")))).ToList();
        foreach (var key in keys)
        {
            await Client.PutItemAsync("users", Item(("pk", key["pk"]), ("d", big)));
        }

        var got = await Client.BatchGetItemAsync(new Dictionary<string, KeysAndAttributes>
        {
            ["users"] = new() { Keys = keys },
        });
        Assert.Equal(43, got.Responses["users"].Count);
        Assert.Equal(7, got.UnprocessedKeys["users"].Keys.Count);
    }
}
