using System.Diagnostics;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Statuses;

/// <summary>What the stack's subscribers made of a user's events.</summary>
internal static class AuditTrail
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(30);

    /// <summary>The user's items of the audit log, once there are at least so many.</summary>
    public static async Task<IReadOnlyList<Dictionary<string, AttributeValue>>> AuditTrailAsync(
        this RunningStack stack, string userId, int count)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var found = await stack.DynamoDb.QueryAsync(new QueryRequest
            {
                TableName = stack.Ready.Outputs["AuditLogTableName"],
                KeyConditionExpression = "userId = :user",
                ExpressionAttributeValues = new() { [":user"] = new AttributeValue(userId) },
                ConsistentRead = true,
            });
            if (found.Items.Count >= count)
            {
                return found.Items;
            }

            Assert.True(
                Stopwatch.GetElapsedTime(started) < GiveUpAfter,
                $"only {string.Join(", ", found.Items.Select(item => item["eventType"].S))} of {userId}\n{stack.Logs}");
            await Task.Delay(PollEvery, TimeProvider.System);
        }
    }

    /// <summary>The user's item once it has an attribute.</summary>
    public static async Task<Dictionary<string, AttributeValue>> UserItemWithAsync(
        this RunningStack stack, string userId, string attribute)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var user = await stack.UserItemAsync(userId);
            if (user.ContainsKey(attribute))
            {
                return user;
            }

            Assert.True(Stopwatch.GetElapsedTime(started) < GiveUpAfter, $"no {attribute}\n{stack.Logs}");
            await Task.Delay(PollEvery, TimeProvider.System);
        }
    }

    /// <summary>
    /// Every line of the data lake, with its object's key, once there are at least so many of the user.
    /// </summary>
    public static async Task<IReadOnlyList<(string Key, JsonElement Event)>> DataLakeAsync(
        this RunningStack stack, string userId, int count)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var lines = await LinesAsync(stack);
            if (lines.Count(line => UserOf(line.Event) == userId) >= count)
            {
                return lines;
            }

            Assert.True(
                Stopwatch.GetElapsedTime(started) < GiveUpAfter, $"{lines.Count} lines in the lake\n{stack.Logs}");
            await Task.Delay(PollEvery, TimeProvider.System);
        }
    }

    public static string? UserOf(JsonElement busEvent) =>
        busEvent.GetProperty("detail").GetProperty("data").GetProperty("userId").GetString();

    private static async Task<List<(string Key, JsonElement Event)>> LinesAsync(RunningStack stack)
    {
        var bucket = stack.Ready.Outputs["DataLakeBucketName"];
        List<(string Key, JsonElement Event)> lines = [];
        var objects = await stack.S3.ListObjectsV2Async(new() { BucketName = bucket });
        foreach (var found in objects.S3Objects ?? [])
        {
            using var content = await stack.S3.GetObjectAsync(bucket, found.Key);
            using var reader = new StreamReader(content.ResponseStream);
            while (await reader.ReadLineAsync() is { } line)
            {
                lines.Add((found.Key, JsonDocument.Parse(line).RootElement));
            }
        }

        return lines;
    }
}
