using Amazon.DynamoDBv2.Model;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Statuses;

/// <summary>Users for whom only Sweep does something.</summary>
internal static class DueUser
{
    /// <summary>Stores a user in a state that no stream's filter takes.</summary>
    /// <param name="due">The partition of the sparse index, for example <c>open#0</c>.</param>
    /// <param name="since">As the table has times, for example <c>2026-01-01T00:00:00.000Z</c>.</param>
    public static async Task PutDueAsync(
        this RunningStack stack, string userId, string status, string due, string since)
    {
        var metadata = new Dictionary<string, AttributeValue>
        {
            ["status"] = new(status),
            ["createdAt"] = new(since),
            ["updatedAt"] = new(since),
            ["steps"] = new() { M = [], IsMSet = true },
        };
        var domain = new Dictionary<string, AttributeValue>
        {
            ["name"] = new("example.com"),
            ["verification"] = new("unverified"),
        };
        await stack.DynamoDb.PutItemAsync(stack.Ready.Outputs["UsersTableName"], new()
        {
            ["userId"] = new(userId),
            ["email"] = new($"{userId}@example.com"),
            ["name"] = new("Ada"),
            ["source"] = new("register"),
            ["metadata"] = new() { M = metadata },
            ["domain"] = new() { M = domain },
            ["due"] = new(due),
            ["dueSince"] = new(since),
        });
    }
}
