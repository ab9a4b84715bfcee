using Amazon.DynamoDBv2.DocumentModel;
using Amazon.DynamoDBv2.Model;
using Onboarding.LocalAws.Tests.DynamoDb.Operations;

namespace Onboarding.LocalAws.Tests.DynamoDb.ObjectModel;

/// <summary>
/// .NET's document model, which sends the legacy parameters.
/// Documented(https://docs.aws.amazon.com/sdk-for-net/v4/developer-guide/dynamodb-intro.html).
/// </summary>
public sealed class DocumentModelTests : OperationTests
{
    private Table Users => new TableBuilder(Client, "users").AddHashKey("pk", DynamoDBEntryType.String).Build();

    private Table Events => new TableBuilder(Client, "events")
        .AddHashKey("pk", DynamoDBEntryType.String)
        .AddRangeKey("sk", DynamoDBEntryType.Numeric)
        .AddGlobalSecondaryIndex("by-group", "g", DynamoDBEntryType.String)
        .Build();

    [Fact]
    public async Task Updates_puts_and_deletes_attributes()
    {
        await Users.PutItemAsync(new Document { ["pk"] = "1", ["keep"] = "k", ["gone"] = "g", ["name"] = "old" });
        var changed = new Document { ["pk"] = "1", ["gone"] = new DynamoDBNull(), ["name"] = "new", ["n"] = 7 };
        changed["gone"] = null;
        var updated = await Users.UpdateItemAsync(
            changed, new UpdateItemOperationConfig { ReturnValues = ReturnValues.AllNewAttributes });
        Assert.Equal(["keep", "n", "name", "pk"], updated.Keys.Order());
        Assert.Equal("new", updated["name"].AsString());
        Assert.Equal(7, updated["n"].AsInt());
    }

    [Fact]
    public async Task Expects_an_attribute_to_be_absent_on_a_put()
    {
        var expected = new ExpectedState();
        expected.AddExpected("pk", false);
        var config = new PutItemOperationConfig { ExpectedState = expected };
        await Users.PutItemAsync(new Document { ["pk"] = "1", ["by"] = "first" }, config);
        await Assert.ThrowsAsync<ConditionalCheckFailedException>(
            () => Users.PutItemAsync(new Document { ["pk"] = "1", ["by"] = "second" }, config));
        Assert.Equal("first", (await Users.GetItemAsync("1"))["by"].AsString());
    }

    [Fact]
    public async Task Expects_a_document_as_it_was()
    {
        await Users.PutItemAsync(new Document { ["pk"] = "1", ["state"] = "pending" });
        var pending = new PutItemOperationConfig { Expected = new Document { ["state"] = "pending" } };
        await Users.PutItemAsync(new Document { ["pk"] = "1", ["state"] = "done" }, pending);
        await Assert.ThrowsAsync<ConditionalCheckFailedException>(
            () => Users.PutItemAsync(new Document { ["pk"] = "1", ["state"] = "again" }, pending));
        Assert.Equal("done", (await Users.GetItemAsync("1"))["state"].AsString());
    }

    [Theory]
    [InlineData(ConditionalOperatorValues.Or, true)]
    [InlineData(ConditionalOperatorValues.And, false)]
    public async Task Joins_what_an_update_and_a_delete_expect(ConditionalOperatorValues join, bool succeeds)
    {
        await Users.PutItemAsync(new Document { ["pk"] = "1", ["n"] = 5, ["s"] = "hello" });
        var expected = new ExpectedState { ConditionalOperator = join };
        expected.AddExpected("n", ScanOperator.GreaterThan, 9);
        expected.AddExpected("s", ScanOperator.Contains, "ell");
        var update = Users.UpdateItemAsync(
            new Document { ["pk"] = "1", ["done"] = true }, new UpdateItemOperationConfig { ExpectedState = expected });
        var delete = () => Users.DeleteItemAsync("1", new DeleteItemOperationConfig { ExpectedState = expected });
        if (succeeds)
        {
            await update;
            await delete();
            Assert.Null(await Users.GetItemAsync("1"));
            return;
        }

        await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => update);
        await Assert.ThrowsAsync<ConditionalCheckFailedException>(delete);
        Assert.False((await Users.GetItemAsync("1")).ContainsKey("done"));
    }

    [Fact]
    public async Task Queries_with_a_filter_and_some_attributes()
    {
        await PutEventsAsync(6);
        var filter = new QueryFilter("pk", QueryOperator.Equal, "a");
        filter.AddCondition("sk", QueryOperator.Between, 1, 4);
        filter.AddCondition("size", ScanOperator.NotEqual, 30);
        var search = Events.Query(new QueryOperationConfig
        {
            Filter = filter,
            Select = SelectValues.SpecificAttributes,
            AttributesToGet = ["sk", "size", "none"],
            Limit = 2,
        });
        var found = await search.GetRemainingAsync();
        Assert.Equal([10, 20, 40], found.Select(d => d["size"].AsInt()));
        Assert.All(found, d => Assert.Equal(["size", "sk"], d.Keys.Order()));
    }

    [Fact]
    public async Task Queries_by_either_of_two_conditions_and_counts()
    {
        await PutEventsAsync(6);
        var filter = new QueryFilter("pk", QueryOperator.Equal, "a");
        filter.AddCondition("size", ScanOperator.LessThan, 10);
        filter.AddCondition("name", ScanOperator.Equal, "n5");
        var found = await Events.Query(new QueryOperationConfig
        {
            Filter = filter,
            ConditionalOperator = ConditionalOperatorValues.Or,
            BackwardSearch = true,
        }).GetRemainingAsync();
        Assert.Equal([5, 0], found.Select(d => d["sk"].AsInt()));
        Assert.Equal(6, Events.Query(new QueryOperationConfig
        {
            Filter = new QueryFilter("pk", QueryOperator.Equal, "a"),
            Select = SelectValues.Count,
        }).Count);
    }

    [Fact]
    public async Task Scans_with_a_filter_in_pages()
    {
        await PutEventsAsync(6);
        var filter = new ScanFilter();
        filter.AddCondition("size", ScanOperator.Between, 10, 40);
        filter.AddCondition("missing", ScanOperator.IsNull);
        var found = await Events.Scan(new ScanOperationConfig { Filter = filter, Limit = 2 }).GetRemainingAsync();
        Assert.Equal([1, 2, 3, 4], found.Select(d => d["sk"].AsInt()).Order());
    }

    [Fact]
    public async Task Reads_some_attributes_of_one_and_of_many()
    {
        await PutEventsAsync(2);
        var one = await Events.GetItemAsync("a", 1, new GetItemOperationConfig { AttributesToGet = ["name"] });
        Assert.Equal("n1", Assert.Single(one).Value.AsString());
        var batch = Events.CreateBatchGet();
        batch.AttributesToGet = ["size"];
        batch.AddKey("a", 0);
        batch.AddKey("a", 1);
        await batch.ExecuteAsync();
        Assert.Equal([0, 10], batch.Results.Select(d => Assert.Single(d).Value.AsInt()).Order());
    }

    private async Task PutEventsAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            // "name" and "size" are reserved words, which an expression would have to name by placeholders.
            await Events.PutItemAsync(
                new Document { ["pk"] = "a", ["sk"] = i, ["size"] = i * 10, ["name"] = $"n{i}" });
        }
    }
}
