using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using static Onboarding.LocalAws.Tests.DynamoDb.Operations.Tables;

namespace Onboarding.LocalAws.Tests.DynamoDb.Operations;

/// <summary>Documented(https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html).</summary>
public sealed class UpdateTableTests : OperationTests
{
    [Fact]
    public async Task Builds_an_index_from_what_is_there_and_drops_it_again()
    {
        await Client.PutItemAsync("users", Item(("pk", S("1")), ("mail", S("a@example.com")), ("name", S("A"))));
        await Client.PutItemAsync("users", Item(("pk", S("2")), ("mail", N(5))));
        await Client.UpdateTableAsync(new UpdateTableRequest
        {
            TableName = "users",
            AttributeDefinitions = [new AttributeDefinition("mail", ScalarAttributeType.S)],
            GlobalSecondaryIndexUpdates =
            [
                new GlobalSecondaryIndexUpdate
                {
                    Create = new CreateGlobalSecondaryIndexAction
                    {
                        IndexName = "by-mail",
                        KeySchema = [new KeySchemaElement("mail", KeyType.HASH)],
                        Projection = new Projection { ProjectionType = ProjectionType.ALL },
                    },
                },
            ],
        });
        var scan = await Client.ScanAsync(new ScanRequest { TableName = "users", IndexName = "by-mail" });
        Assert.Equal("A", Assert.Single(scan.Items)["name"].S);

        await Client.UpdateTableAsync(new UpdateTableRequest
        {
            TableName = "users",
            GlobalSecondaryIndexUpdates =
            [
                new GlobalSecondaryIndexUpdate
                {
                    Delete = new DeleteGlobalSecondaryIndexAction { IndexName = "by-mail" },
                },
            ],
        });
        var table = (await Client.DescribeTableAsync("users")).Table;
        Assert.Equal("pk", Assert.Single(table.AttributeDefinitions).AttributeName);
        Assert.Null(table.GlobalSecondaryIndexes);
    }

    [Fact]
    public async Task Switches_a_stream_on_off_and_on_as_another()
    {
        var first = await SetStreamAsync(true);
        Assert.True(first.StreamSpecification.StreamEnabled);
        Assert.StartsWith($"{first.TableArn}/stream/", first.LatestStreamArn, StringComparison.Ordinal);
        Assert.Null((await SetStreamAsync(false)).StreamSpecification);
        var again = await SetStreamAsync(true);
        Assert.NotEqual(first.LatestStreamArn, again.LatestStreamArn);
        var message = await DynamoDbFixture.FailsAsync<AmazonDynamoDBException>(() => SetStreamAsync(true));
        Assert.Equal("Table already has an enabled stream", message);
    }

    private async Task<TableDescription> SetStreamAsync(bool isEnabled)
    {
        var updated = await Client.UpdateTableAsync(new UpdateTableRequest
        {
            TableName = "users",
            StreamSpecification = new StreamSpecification
            {
                StreamEnabled = isEnabled,
                StreamViewType = isEnabled ? StreamViewType.NEW_IMAGE : null,
            },
        });
        return updated.TableDescription;
    }
}
