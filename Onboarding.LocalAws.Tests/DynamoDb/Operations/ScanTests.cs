using Amazon.DynamoDBv2.Model;
using static Onboarding.LocalAws.Tests.DynamoDb.Operations.Tables;

namespace Onboarding.LocalAws.Tests.DynamoDb.Operations;

/// <summary>Documented(https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html).</summary>
public sealed class ScanTests : OperationTests
{
    [Theory]
    [InlineData(1, 7)]
    [InlineData(4, 5)]
    [InlineData(16, 1)]
    public async Task Finds_every_item_once_in_parallel_segments(int segments, int limit)
    {
        await PutAsync(60);
        var seen = new List<string>();
        for (var segment = 0; segment < segments; segment++)
        {
            Dictionary<string, AttributeValue>? start = null;
            do
            {
                var page = await Client.ScanAsync(new ScanRequest
                {
                    TableName = "users",
                    Segment = segment,
                    TotalSegments = segments,
                    Limit = limit,
                    ExclusiveStartKey = start,
                });
                seen.AddRange((page.Items ?? []).Select(i => i["pk"].S));
                start = page.LastEvaluatedKey is { Count: > 0 } next ? next : null;
            }
            while (start is not null);
        }

        Assert.Equal(60, seen.Count);
        Assert.Equal(60, seen.Distinct().Count());
    }

    [Fact]
    public async Task Goes_on_where_the_last_item_has_been_deleted()
    {
        await PutAsync(10);
        var first = await Client.ScanAsync(new ScanRequest { TableName = "users", Limit = 4 });
        await Client.DeleteItemAsync("users", first.LastEvaluatedKey);
        var rest = await Client.ScanAsync(new ScanRequest
        {
            TableName = "users",
            ExclusiveStartKey = first.LastEvaluatedKey,
        });
        Assert.Equal(6, rest.Count);
        Assert.Empty(rest.Items.Select(i => i["pk"].S).Intersect(first.Items.Select(i => i["pk"].S)));
    }

    [Fact]
    public async Task Filters()
    {
        await PutAsync(10);
        var found = await Client.ScanAsync(new ScanRequest
        {
            TableName = "users",
            FilterExpression = "n >= :n",
            ExpressionAttributeValues = Item((":n", N(7))),
        });
        Assert.Equal((3, 10), (found.Count!.Value, found.ScannedCount!.Value));
    }

    [Fact]
    public async Task Refuses_a_start_key_of_another_segment()
    {
        await PutAsync(10);
        var found = await Client.ScanAsync(new ScanRequest { TableName = "users", Segment = 0, TotalSegments = 2 });
        var key = found.Items[0]["pk"].S;
        var response = await CallAsync(
            "Scan",
            $$"""
            {"TableName":"users","Segment":1,"TotalSegments":2,"ExclusiveStartKey":{"pk":{"S":"{{key}}"} } }
            """);
        Assert.Equal(
            "The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with "
            + "correct Segment. TotalSegments: 2 Segment: 1",
            response.Message);
    }

    private async Task PutAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await Client.PutItemAsync("users", Item(("pk", S($"user-{i}")), ("n", N(i))));
        }
    }
}
