using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Amazon.DynamoDBv2.Model;
using Onboarding.AppHost.Graph;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Registration;

/// <summary>The account has as many buckets as S3 allows: user 10,001, with a quota that a test can reach.</summary>
public sealed partial class StorageQuotaTests : IAsyncLifetime
{
    private const int RoomForUsers = 3;

    /// <summary>The data lake is a bucket, too.</summary>
    private readonly RunningStack _stack = new(new OnboardingOptions { BucketCountMax = RoomForUsers + 1 });

    public Task InitializeAsync() => _stack.InitializeAsync();

    public Task DisposeAsync() => _stack.DisposeAsync();

    [Fact]
    public async Task Users_beyond_the_quota_fail_at_once_with_the_reason_and_leave_nothing_behind()
    {
        var users = await RegisterAsync(RoomForUsers + 5);

        var ends = await Task.WhenAll(users.Select(user => _stack.ReachedAsync(user.Id, "completed", "failed")));

        Assert.Equal(RoomForUsers, ends.Count(end => StatusOf(end) == "completed"));
        var failed = ends.Where(end => StatusOf(end) == "failed").ToArray();
        Assert.All(failed, end =>
        {
            Assert.Equal("storage_quota_reached", end.GetProperty("reason").GetString());
            Assert.Equal("bucket", end.GetProperty("fault").GetProperty("step").GetString());
            Assert.Equal("TooManyBuckets", end.GetProperty("fault").GetProperty("error").GetString());
            Assert.Empty(end.GetProperty("steps").EnumerateObject());
        });
        Assert.Equal(RoomForUsers + 1, (await _stack.S3.ListBucketsAsync()).Buckets.Count);
        foreach (var user in users)
        {
            var isFailed = failed.Any(end => end.GetProperty("userId").GetString() == user.Id);
            Assert.Equal(isFailed ? 0 : 1, (await _stack.MailsAsync(user.Email)).Count);
        }

        // No record was delivered twice: those behind it in a lane waited for no retry.
        Assert.DoesNotContain("will be delivered again", _stack.Logs, StringComparison.Ordinal);
        Assert.Equal("0", await DeadLettersAsync());
    }

    [Fact]
    public async Task A_failed_user_is_completed_after_the_recipe_once_there_is_room()
    {
        var users = await RegisterAsync(RoomForUsers + 1);
        var ends = await Task.WhenAll(users.Select(user => _stack.ReachedAsync(user.Id, "completed", "failed")));
        var failed = users[Array.FindIndex(ends, end => StatusOf(end) == "failed")];
        var completed = users[Array.FindIndex(ends, end => StatusOf(end) == "completed")];
        await _stack.S3.DeleteBucketAsync(_stack.Ready.Outputs["UserBucketPrefix"] + completed.Id);

        await TryAgainAsync(failed.Id);

        var end = await _stack.ReachedAsync(failed.Id, "completed", "failed");
        Assert.Equal("completed", StatusOf(end));
        Assert.False(end.TryGetProperty("fault", out _));
        Assert.False(end.TryGetProperty("reason", out _));
        Assert.Single(await _stack.MailsAsync(failed.Email));
        // It sends back none but failed users.
        await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => TryAgainAsync(completed.Id));
    }

    private static string? StatusOf(JsonElement registration) => registration.GetProperty("status").GetString();

    private Task<(string Id, string Email)[]> RegisterAsync(int count) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(async index =>
        {
            var email = string.Create(CultureInfo.InvariantCulture, $"user{index}@example.com");
            return (await _stack.RegisteredAsync(new { email, name = "User", phone = "+442079460000" }), email);
        }));

    /// <summary>What docs/recipes/try-a-failed-user-again.md tells a person to send, word for word.</summary>
    private async Task TryAgainAsync(string userId)
    {
        var recipe = File.ReadAllText(
            Path.Combine(RepositoryFolder.Root, "docs", "recipes", "try-a-failed-user-again.md"));
        var arguments = Argument().Matches(recipe)
            .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        await _stack.DynamoDb.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = _stack.Ready.Outputs["UsersTableName"],
            Key = new() { ["userId"] = new AttributeValue(userId) },
            UpdateExpression = arguments["update-expression"],
            ConditionExpression = arguments["condition-expression"],
            ExpressionAttributeNames = JsonSerializer.Deserialize<Dictionary<string, string>>(
                arguments["expression-attribute-names"]),
            ExpressionAttributeValues = new()
            {
                [":pending"] = new AttributeValue("pending"),
                [":none"] = new AttributeValue { M = [], IsMSet = true },
                [":one"] = new AttributeValue { N = "1" },
            },
        });
    }

    private async Task<string?> DeadLettersAsync()
    {
        var queue = await _stack.CallAsync("sqs", "AmazonSQS.GetQueueAttributes", new
        {
            QueueUrl = _stack.Ready.Outputs["DeadLetterQueueUrl"],
            AttributeNames = new[] { "ApproximateNumberOfMessages" },
        });
        return queue.GetProperty("Attributes").GetProperty("ApproximateNumberOfMessages").GetString();
    }

    [GeneratedRegex(@"--([a-z-]+) '([^']*)'")]
    private static partial Regex Argument();
}
