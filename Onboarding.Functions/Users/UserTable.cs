using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Onboarding.Functions.Users;

/// <summary>Reads the Users table by key.</summary>
internal sealed class UserTable(IAmazonDynamoDB dynamoDb, string table)
{
    /// <summary>The user as it is now, or null when there is none.</summary>
    public async Task<UserItem?> ReadAsync(string userId, CancellationToken stop)
    {
        var found = await dynamoDb.GetItemAsync(
            new GetItemRequest
            {
                TableName = table,
                Key = new Dictionary<string, AttributeValue> { ["userId"] = new() { S = userId } },
                ConsistentRead = true,
            },
            stop);
        return found.Item is { Count: > 0 } ? new UserItem(found.Item) : null;
    }
}
