using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using static Onboarding.LocalAws.Tests.DynamoDb.Operations.Tables;

namespace Onboarding.LocalAws.Tests.DynamoDb.Operations;

/// <summary>
/// CreateTable, DescribeTable, DeleteTable, ListTables and the tags of a table.
/// Documented(https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html).
/// </summary>
public sealed class TableTests : OperationTests
{
    [Fact]
    public async Task Creates_a_table_that_is_active_at_once()
    {
        var created = (await Fixture.CreateAsync(WithIndexes("table"))).TableDescription;
        Assert.Equal(TableStatus.CREATING, created.TableStatus);
        Assert.Equal("arn:aws:dynamodb:us-east-1:123456789012:table/table", created.TableArn);

        var table = (await Client.DescribeTableAsync("table")).Table;
        Assert.Equal(TableStatus.ACTIVE, table.TableStatus);
        Assert.Equal(created.TableId, table.TableId);
        Assert.Equal(["pk:HASH", "sk:RANGE"], table.KeySchema.Select(k => $"{k.AttributeName}:{k.KeyType}"));
        Assert.Equal(BillingMode.PAY_PER_REQUEST, table.BillingModeSummary.BillingMode);
        var index = Assert.Single(table.GlobalSecondaryIndexes);
        Assert.Equal(IndexStatus.ACTIVE, index.IndexStatus);
        Assert.Equal(ProjectionType.KEYS_ONLY, index.Projection.ProjectionType);
        Assert.Equal($"{table.TableArn}/index/by-label", Assert.Single(table.LocalSecondaryIndexes).IndexArn);
    }

    [Fact]
    public async Task Counts_items_and_their_bytes()
    {
        await Client.PutItemAsync("events", Item(("pk", S("a")), ("sk", N(1)), ("g", S("g"))));
        await Client.PutItemAsync("events", Item(("pk", S("a")), ("sk", N(2))));
        await Client.DeleteItemAsync("events", Item(("pk", S("a")), ("sk", N(2))));
        var table = (await Client.DescribeTableAsync("events")).Table;
        Assert.Equal((1, 9), (table.ItemCount, table.TableSizeBytes));
        Assert.Equal(1, Assert.Single(table.GlobalSecondaryIndexes).ItemCount);
        Assert.Equal(0, Assert.Single(table.LocalSecondaryIndexes).ItemCount);
    }

    [Fact]
    public async Task Deletes_a_table_with_its_items()
    {
        await Client.PutItemAsync("users", Item(("pk", S("1"))));
        Assert.Equal(TableStatus.DELETING, (await Client.DeleteTableAsync("users")).TableDescription.TableStatus);
        await Assert.ThrowsAsync<ResourceNotFoundException>(() => Client.DescribeTableAsync("users"));
        await Fixture.CreateAsync(Hash("users"));
        Assert.Equal(0, (await Client.ScanAsync(new ScanRequest("users"))).Count);
    }

    [Fact]
    public async Task Protects_a_table_against_deletion()
    {
        var request = Hash("safe");
        request.DeletionProtectionEnabled = true;
        await Fixture.CreateAsync(request);
        await Assert.ThrowsAsync<AmazonDynamoDBException>(() => Client.DeleteTableAsync("safe"));
        await Client.UpdateTableAsync(new UpdateTableRequest { TableName = "safe", DeletionProtectionEnabled = false });
        await Client.DeleteTableAsync("safe");
    }

    [Fact]
    public async Task Lists_tables_page_by_page()
    {
        var first = await Client.ListTablesAsync(new ListTablesRequest { Limit = 1 });
        Assert.Equal(["events"], first.TableNames);
        Assert.Equal("events", first.LastEvaluatedTableName);
        var second = await Client.ListTablesAsync(first.LastEvaluatedTableName);
        Assert.Equal(["users"], second.TableNames);
        Assert.Null(second.LastEvaluatedTableName);
    }

    [Fact]
    public async Task Tags_a_table()
    {
        var arn = (await Client.DescribeTableAsync("users")).Table.TableArn;
        await Client.TagResourceAsync(new TagResourceRequest
        {
            ResourceArn = arn,
            Tags = [new Tag { Key = "a", Value = "1" }, new Tag { Key = "b", Value = "2" }],
        });
        await Client.UntagResourceAsync(new UntagResourceRequest { ResourceArn = arn, TagKeys = ["a"] });
        var tags = await Client.ListTagsOfResourceAsync(new ListTagsOfResourceRequest { ResourceArn = arn });
        Assert.Equal("b=2", string.Join(",", tags.Tags.Select(t => $"{t.Key}={t.Value}")));
    }

    [Fact]
    public async Task Tells_whether_items_expire_and_by_which_attribute()
    {
        var before = (await Client.DescribeTimeToLiveAsync("users")).TimeToLiveDescription;
        Assert.Equal(TimeToLiveStatus.DISABLED, before.TimeToLiveStatus);
        Assert.Null(before.AttributeName);
        await Client.UpdateTimeToLiveAsync(new UpdateTimeToLiveRequest
        {
            TableName = "users",
            TimeToLiveSpecification = new TimeToLiveSpecification { AttributeName = "expires", Enabled = true },
        });
        var after = (await Client.DescribeTimeToLiveAsync("users")).TimeToLiveDescription;
        Assert.Equal((TimeToLiveStatus.ENABLED, "expires"), (after.TimeToLiveStatus, after.AttributeName));
    }

    [Theory]
    [InlineData("NextToken", "ListTagsOfResource")]
    [InlineData("GlobalTableSettingsReplicationMode", "UpdateTable")]
    [InlineData("OnDemandThroughput", "UpdateTable")]
    public async Task Refuses_members_that_it_does_not_do_by_name(string member, string operation)
    {
        var response = await CallAsync(operation, $$"""{"{{member}}":"x"}""");
        Assert.Equal(501, response.Status);
        Assert.Contains($"{member} in DynamoDB {operation}", response.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TableClass", "\"STANDARD_INFREQUENT_ACCESS\"")]
    [InlineData("SSESpecification", "{\"Enabled\":true}")]
    [InlineData("ResourcePolicy", "\"{}\"")]
    public async Task Refuses_what_is_not_implemented(string member, string value)
    {
        var response = await CallAsync(
            "CreateTable",
            $$"""
            {"TableName":"new","AttributeDefinitions":[{"AttributeName":"a","AttributeType":"S"}],
            "KeySchema":[{"AttributeName":"a","KeyType":"HASH"}],"BillingMode":"PAY_PER_REQUEST","{{member}}":{{value}}}
            """);
        Assert.Equal(501, response.Status);
        Assert.Contains(member, response.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DescribeContinuousBackups")]
    [InlineData("ExecuteStatement")]
    public async Task Refuses_operations_that_it_does_not_do(string operation) =>
        Assert.Equal(501, (await CallAsync(operation, "{}")).Status);

    [Fact]
    public async Task A_reset_forgets_every_table()
    {
        using var reset = await Fixture.Host.Http.PostAsync("/_localaws/reset", null);
        Assert.Equal(System.Net.HttpStatusCode.OK, reset.StatusCode);
        Assert.Empty((await Client.ListTablesAsync()).TableNames ?? []);
    }
}
