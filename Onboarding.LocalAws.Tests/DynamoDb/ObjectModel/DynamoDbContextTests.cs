using Amazon.DynamoDBv2.DataModel;
using Amazon.DynamoDBv2.DocumentModel;
using Amazon.DynamoDBv2.Model;
using Onboarding.LocalAws.Tests.DynamoDb.Operations;

namespace Onboarding.LocalAws.Tests.DynamoDb.ObjectModel;

/// <summary>
/// .NET's object persistence model, which sends the legacy parameters.
/// Documented(https://docs.aws.amazon.com/sdk-for-net/v4/developer-guide/dynamodb-intro.html).
/// </summary>
public sealed class DynamoDbContextTests : OperationTests
{
    private DynamoDBContext Context => new DynamoDBContextBuilder().WithDynamoDBClient(() => Client).Build();

    [Fact]
    public async Task Saves_loads_and_deletes()
    {
        var context = Context;
        await context.SaveAsync(new Event { Pk = "a", Sk = 1, Label = "one", Tags = ["x", "y"] });
        var loaded = await context.LoadAsync<Event>("a", 1);
        Assert.Equal("one", loaded.Label);
        Assert.Equal(["x", "y"], loaded.Tags!.Order());
        await context.DeleteAsync(loaded);
        Assert.Null(await context.LoadAsync<Event>("a", 1));
    }

    [Theory]
    [InlineData(QueryOperator.Equal, "2", 2, 0)]
    [InlineData(QueryOperator.LessThan, "0,1", 2, 0)]
    [InlineData(QueryOperator.LessThanOrEqual, "0,1,2", 2, 0)]
    [InlineData(QueryOperator.GreaterThan, "3,4", 2, 0)]
    [InlineData(QueryOperator.GreaterThanOrEqual, "2,3,4", 2, 0)]
    [InlineData(QueryOperator.Between, "1,2,3", 1, 3)]
    public async Task Queries_a_range(QueryOperator op, string expected, int value, int upper)
    {
        var context = await WithEventsAsync(5);
        object[] values = op == QueryOperator.Between ? [value, upper] : [value];
        var found = await context.QueryAsync<Event>("a", op, values).GetRemainingAsync();
        Assert.Equal(expected, string.Join(",", found.Select(e => e.Sk)));
    }

    [Fact]
    public async Task Queries_a_hash_key_with_a_filter_backwards()
    {
        var context = await WithEventsAsync(5);
        var all = await context.QueryAsync<Event>("a").GetRemainingAsync();
        Assert.Equal([0, 1, 2, 3, 4], all.Select(e => e.Sk));
        var config = new QueryConfig
        {
            BackwardQuery = true,
            QueryFilter = [new ScanCondition(nameof(Event.Label), ScanOperator.In, "label-1", "label-3")],
        };
        var some = await context.QueryAsync<Event>("a", config).GetRemainingAsync();
        Assert.Equal([3, 1], some.Select(e => e.Sk));
    }

    [Fact]
    public async Task Queries_an_index()
    {
        var context = await WithEventsAsync(4);
        var config = new QueryConfig { IndexName = "by-group" };
        var found = await context.QueryAsync<Event>("odd", config).GetRemainingAsync();
        Assert.Equal([1, 3], found.Select(e => e.Sk).Order());
    }

    [Fact]
    public async Task Scans_with_conditions()
    {
        var context = await WithEventsAsync(5);
        Assert.Equal(5, (await context.ScanAsync<Event>([]).GetRemainingAsync()).Count);
        var found = await context.ScanAsync<Event>(
        [
            new ScanCondition(nameof(Event.Group), ScanOperator.Equal, "odd"),
            new ScanCondition(nameof(Event.Label), ScanOperator.BeginsWith, "label"),
            new ScanCondition(nameof(Event.Sk), ScanOperator.GreaterThan, 1),
        ]).GetRemainingAsync();
        Assert.Equal(3, Assert.Single(found).Sk);
    }

    [Fact]
    public async Task Reads_a_batch()
    {
        var context = await WithEventsAsync(3);
        var batch = context.CreateBatchGet<Event>();
        batch.AddKey("a", 0);
        batch.AddKey("a", 2);
        batch.AddKey("a", 9);
        await batch.ExecuteAsync();
        Assert.Equal([0, 2], batch.Results.Select(e => e.Sk).Order());
    }

    [Fact]
    public async Task Refuses_to_save_over_another_version()
    {
        var context = Context;
        await context.SaveAsync(new User { Pk = "1", Name = "first" });
        var (mine, theirs) = (await context.LoadAsync<User>("1"), await context.LoadAsync<User>("1"));
        Assert.Equal(0, mine.Version);
        theirs.Name = "theirs";
        await context.SaveAsync(theirs);
        mine.Name = "mine";
        await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => context.SaveAsync(mine));
        await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => context.DeleteAsync(mine));
        Assert.Equal(("theirs", 1), await NameAndVersionAsync(context));
    }

    private static async Task<(string? Name, int? Version)> NameAndVersionAsync(DynamoDBContext context)
    {
        var user = await context.LoadAsync<User>("1");
        return (user.Name, user.Version);
    }

    private async Task<DynamoDBContext> WithEventsAsync(int count)
    {
        var context = Context;
        for (var i = 0; i < count; i++)
        {
            await context.SaveAsync(
                new Event { Pk = "a", Sk = i, Label = $"label-{i}", Group = i % 2 == 0 ? "even" : "odd" });
        }

        return context;
    }

    [DynamoDBTable("events")]
    private sealed class Event
    {
        [DynamoDBHashKey("pk")]
        public string Pk { get; set; } = "";

        [DynamoDBRangeKey("sk")]
        public int Sk { get; set; }

        // A reserved word, which an expression would have to name by a placeholder.
        [DynamoDBProperty("name")]
        public string? Label { get; set; }

        [DynamoDBGlobalSecondaryIndexHashKey("by-group", AttributeName = "g")]
        public string? Group { get; set; }

        public HashSet<string>? Tags { get; set; }
    }

    [DynamoDBTable("users")]
    private sealed class User
    {
        [DynamoDBHashKey("pk")]
        public string Pk { get; set; } = "";

        public string? Name { get; set; }

        [DynamoDBVersion]
        public int? Version { get; set; }
    }
}
