using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using static Onboarding.LocalAws.Tests.DynamoDb.Operations.Tables;

namespace Onboarding.LocalAws.Tests.DynamoDb.Operations;

/// <summary>Documented(https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html).</summary>
public sealed class QueryTests : OperationTests
{
    [Theory]
    [InlineData("", "0,1,2,3,4,5,6,7,8,9")]
    [InlineData("AND sk = :n", "4")]
    [InlineData("AND sk < :n", "0,1,2,3")]
    [InlineData("AND sk <= :n", "0,1,2,3,4")]
    [InlineData("AND sk > :n", "5,6,7,8,9")]
    [InlineData("AND sk >= :n", "4,5,6,7,8,9")]
    [InlineData("AND sk BETWEEN :n AND :m", "4,5,6,7")]
    public async Task Reads_a_range_in_both_directions(string condition, string expected)
    {
        await PutAsync(10);
        var values = Item((":p", S("a")));
        if (condition.Length > 0)
        {
            values[":n"] = N(4);
        }

        if (condition.Contains(":m", StringComparison.Ordinal))
        {
            values[":m"] = N(7);
        }

        var forward = await QueryAllAsync($"pk = :p {condition}", values, isForward: true, limit: 3);
        var backward = await QueryAllAsync($"pk = :p {condition}", values, isForward: false, limit: 3);
        Assert.Equal(expected, string.Join(",", forward.Select(i => i["sk"].N)));
        Assert.Equal(expected, string.Join(",", backward.Select(i => i["sk"].N).Reverse()));
    }

    [Fact]
    public async Task Orders_numbers_by_value()
    {
        foreach (var number in (int[])[10, 9, -1, 100, 0])
        {
            await Client.PutItemAsync("events", Item(("pk", S("a")), ("sk", N(number))));
        }

        var items = await QueryAllAsync("pk = :p", Item((":p", S("a"))), isForward: true, limit: 2);
        Assert.Equal(["-1", "0", "9", "10", "100"], items.Select(i => i["sk"].N));
    }

    [Fact]
    public async Task Finds_prefixes_in_order_of_their_bytes()
    {
        await Fixture.CreateAsync(HashAndRange("words", ScalarAttributeType.S));
        foreach (var word in (string[])["a", "ab", "abc", "b", "ä", "a\uffff", "aB"])
        {
            await Client.PutItemAsync("words", Item(("pk", S("x")), ("sk", S(word))));
        }

        foreach (var isForward in (bool[])[true, false])
        {
            var found = await Client.QueryAsync(new QueryRequest
            {
                TableName = "words",
                KeyConditionExpression = "pk = :p AND begins_with(sk, :s)",
                ExpressionAttributeValues = Item((":p", S("x")), (":s", S("a"))),
                ScanIndexForward = isForward,
            });
            string[] expected = ["a", "aB", "ab", "abc", "a\uffff"];
            Assert.Equal(isForward ? expected : expected.Reverse(), found.Items.Select(i => i["sk"].S));
        }
    }

    [Fact]
    public async Task Reads_a_sparse_global_index_by_keys_only()
    {
        await PutAsync(4);
        await Client.PutItemAsync("events", Item(("pk", S("a")), ("sk", N(50)), ("data", S("no group"))));
        var found = await Client.QueryAsync(new QueryRequest
        {
            TableName = "events",
            IndexName = "by-group",
            KeyConditionExpression = "g = :g",
            ExpressionAttributeValues = Item((":g", S("even"))),
        });
        Assert.Equal(["0", "2"], found.Items.Select(i => i["sk"].N).Order());
        Assert.All(found.Items, i => Assert.Equal(["g", "pk", "sk"], i.Keys.Order()));
    }

    [Fact]
    public async Task Pages_through_an_index_whose_keys_are_all_equal()
    {
        for (var i = 0; i < 7; i++)
        {
            await Client.PutItemAsync("events", Item(("pk", S($"p{i}")), ("sk", N(i)), ("g", S("same"))));
        }

        var seen = new List<string>();
        Dictionary<string, AttributeValue>? start = null;
        do
        {
            var page = await Client.QueryAsync(new QueryRequest
            {
                TableName = "events",
                IndexName = "by-group",
                KeyConditionExpression = "g = :g",
                ExpressionAttributeValues = Item((":g", S("same"))),
                Limit = 2,
                ExclusiveStartKey = start,
            });
            seen.AddRange(page.Items.Select(i => i["sk"].N));
            start = page.LastEvaluatedKey is { Count: > 0 } next ? next : null;
        }
        while (start is not null);

        Assert.Equal(7, seen.Distinct().Count());
        Assert.Equal(7, seen.Count);
    }

    /// <summary>Units recorded from DynamoDB Local 3.3.0.</summary>
    [Fact]
    public async Task Fetches_from_the_table_what_a_local_index_lacks()
    {
        await PutAsync(5);
        var found = await Client.QueryAsync(new QueryRequest
        {
            TableName = "events",
            IndexName = "by-label",
            KeyConditionExpression = "pk = :p",
            ExpressionAttributeValues = Item((":p", S("a"))),
            ProjectionExpression = "#d",
            ExpressionAttributeNames = new Dictionary<string, string> { ["#d"] = "data" },
            ReturnConsumedCapacity = ReturnConsumedCapacity.INDEXES,
        });
        Assert.Equal(["4", "3", "2", "1", "0"], found.Items.Select(i => i["data"].S));
        Assert.Equal(2.5, found.ConsumedCapacity.Table.CapacityUnits);
        Assert.Equal(0.5, found.ConsumedCapacity.LocalSecondaryIndexes["by-label"].CapacityUnits);
        Assert.Equal(3, found.ConsumedCapacity.CapacityUnits);
    }

    [Fact]
    public async Task Filters_after_the_limit_and_counts_both()
    {
        await PutAsync(10);
        var found = await Client.QueryAsync(new QueryRequest
        {
            TableName = "events",
            KeyConditionExpression = "pk = :p",
            FilterExpression = "g = :g",
            ExpressionAttributeValues = Item((":p", S("a")), (":g", S("even"))),
            Limit = 5,
            Select = Select.COUNT,
        });
        Assert.Equal((3, 5), (found.Count!.Value, found.ScannedCount!.Value));
        Assert.Equal("4", found.LastEvaluatedKey["sk"].N);
        Assert.Null(found.Items);
    }

    [Fact]
    public async Task Ends_a_page_at_1_MB()
    {
        var big = S(new string('x', 300_000));
        for (var i = 0; i < 5; i++)
        {
            await Client.PutItemAsync("events", Item(("pk", S("a")), ("sk", N(i)), ("data", big)));
        }

        var first = await Client.QueryAsync(new QueryRequest
        {
            TableName = "events",
            KeyConditionExpression = "pk = :p",
            ExpressionAttributeValues = Item((":p", S("a"))),
        });
        Assert.Equal(3, first.Count);
        Assert.Equal("2", first.LastEvaluatedKey["sk"].N);
    }

    private async Task PutAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var item = Item(("pk", S("a")), ("sk", N(i)), ("l", S($"l{9 - i}")), ("data", S($"{i}")));
            item["g"] = S(i % 2 == 0 ? "even" : "odd");
            await Client.PutItemAsync("events", item);
        }

        await Client.PutItemAsync("events", Item(("pk", S("b")), ("sk", N(4))));
    }

    private async Task<List<Dictionary<string, AttributeValue>>> QueryAllAsync(
        string condition, Dictionary<string, AttributeValue> values, bool isForward, int limit)
    {
        var items = new List<Dictionary<string, AttributeValue>>();
        Dictionary<string, AttributeValue>? start = null;
        do
        {
            var page = await Client.QueryAsync(new QueryRequest
            {
                TableName = "events",
                KeyConditionExpression = condition,
                ExpressionAttributeValues = values,
                ScanIndexForward = isForward,
                Limit = limit,
                ExclusiveStartKey = start,
            });
            Assert.InRange(page.Items?.Count ?? 0, 0, limit);
            items.AddRange(page.Items ?? []);
            start = page.LastEvaluatedKey is { Count: > 0 } next ? next : null;
        }
        while (start is not null);

        return items;
    }
}
