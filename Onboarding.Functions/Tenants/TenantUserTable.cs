using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Onboarding.Functions.Tenants;

/// <summary>Reads the TenantUsers table: who is in which tenant.</summary>
internal sealed class TenantUserTable(IAmazonDynamoDB dynamoDb, string table)
{
    /// <summary>Key: userId, then tenantId; it holds nothing but keys.</summary>
    private const string ByUser = "byUser";

    /// <summary>The user of the tenant as the table has it now, or null.</summary>
    public async Task<TenantUserItem?> ReadAsync(string tenantId, string userId, CancellationToken stop)
    {
        var found = await dynamoDb.GetItemAsync(
            new GetItemRequest { TableName = table, Key = Key(tenantId, userId), ConsistentRead = true }, stop);
        return found.Item is { Count: > 0 } ? new TenantUserItem(found.Item) : null;
    }

    /// <summary>
    /// The user in their tenant, or null where they are in none (yet). The index may be behind, hence it is asked for
    /// the key alone, which never changes, and the item is read from the table.
    /// </summary>
    public async Task<TenantUserItem?> FindAsync(string userId, CancellationToken stop)
    {
        var found = await dynamoDb.QueryAsync(
            new QueryRequest
            {
                TableName = table,
                IndexName = ByUser,
                KeyConditionExpression = "#userId = :userId",
                ExpressionAttributeNames = new() { ["#userId"] = "userId" },
                ExpressionAttributeValues = new() { [":userId"] = new AttributeValue { S = userId } },
                Limit = 1,
            },
            stop);
        return found.Items is [var keys, ..] && new TenantUserItem(keys).TenantId is { } tenantId
            ? await ReadAsync(tenantId, userId, stop)
            : null;
    }

    /// <param name="after">The last user of the page before; null for the first page.</param>
    /// <returns>At most <paramref name="count"/> users, by id, and the last one where there may be more.</returns>
    public async Task<(IReadOnlyList<TenantUserItem> Users, string? Last)> PageAsync(
        string tenantId, string? after, int count, CancellationToken stop)
    {
        var found = await dynamoDb.QueryAsync(
            new QueryRequest
            {
                TableName = table,
                KeyConditionExpression = "#tenantId = :tenantId",
                ExpressionAttributeNames = new() { ["#tenantId"] = "tenantId" },
                ExpressionAttributeValues = new() { [":tenantId"] = new AttributeValue { S = tenantId } },
                ExclusiveStartKey = after is null ? null : Key(tenantId, after),
                Limit = count,
            },
            stop);
        var last = found.LastEvaluatedKey is { Count: > 0 } key ? new TenantUserItem(key).UserId : null;
        return ([.. (found.Items ?? []).Select(item => new TenantUserItem(item))], last);
    }

    private static Dictionary<string, AttributeValue> Key(string tenantId, string userId) => new()
    {
        ["tenantId"] = new() { S = tenantId },
        ["userId"] = new() { S = userId },
    };
}
