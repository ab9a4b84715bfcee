using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Users;

namespace Onboarding.Functions.AuthorizeApiKey;

/// <summary>
/// The table of keys: the authorizer reads it, key administration writes it. No method takes or returns a secret
/// except <see cref="CreateAsync"/>, which stores its hash.
/// </summary>
public sealed class ApiKeyTable(IAmazonDynamoDB dynamoDb, string tableName, TimeProvider time)
{
    /// <summary>Null for an unknown id.</summary>
    public async Task<ApiKeyRecord?> FindAsync(string keyId, CancellationToken stop)
    {
        var found = await dynamoDb.GetItemAsync(
            new GetItemRequest
            {
                TableName = tableName,
                Key = Key(keyId),
                // A key that was just created must not be missed by a lagging replica, and cached as unknown.
                ConsistentRead = true,
            },
            stop);
        return found.Item is { Count: > 0 } item ? ApiKeyRecord.From(item) : null;
    }

    /// <summary>Stores a key that does not exist yet.</summary>
    /// <exception cref="ConditionalCheckFailedException">The key's id is taken.</exception>
    public async Task<ApiKeyRecord> CreateAsync(
        ApiKey key, string name, RateLimit? rateLimit, CancellationToken stop)
    {
        var record = new ApiKeyRecord(key.KeyId, key.Hash, name, Now()) { RateLimit = rateLimit };
        await dynamoDb.PutItemAsync(
            new PutItemRequest
            {
                TableName = tableName,
                Item = record.ToItem(),
                ConditionExpression = "attribute_not_exists(keyId)",
            },
            stop);
        return record;
    }

    /// <summary>Every key, oldest first.</summary>
    public async Task<IReadOnlyList<ApiKeyRecord>> ListAsync(CancellationToken stop)
    {
        List<ApiKeyRecord> keys = [];
        Dictionary<string, AttributeValue>? from = null;
        do
        {
            var page = await dynamoDb.ScanAsync(
                new ScanRequest { TableName = tableName, ExclusiveStartKey = from, ConsistentRead = true },
                stop);
            keys.AddRange((page.Items ?? []).Select(ApiKeyRecord.From));
            from = page.LastEvaluatedKey;
        }
        while (from is { Count: > 0 });

        return [.. keys.OrderBy(key => key.CreatedAt, StringComparer.Ordinal)];
    }

    /// <summary>Ends a key for good; a second time changes nothing. Null for an unknown id.</summary>
    public async Task<ApiKeyRecord?> RevokeAsync(string keyId, CancellationToken stop)
    {
        try
        {
            var updated = await dynamoDb.UpdateItemAsync(
                new UpdateItemRequest
                {
                    TableName = tableName,
                    Key = Key(keyId),
                    ConditionExpression = "attribute_exists(keyId)",
                    UpdateExpression = "SET revokedAt = if_not_exists(revokedAt, :now)",
                    ExpressionAttributeValues = new() { [":now"] = new AttributeValue { S = Now() } },
                    ReturnValues = ReturnValue.ALL_NEW,
                },
                stop);
            return ApiKeyRecord.From(updated.Attributes);
        }
        catch (ConditionalCheckFailedException)
        {
            return null;
        }
    }

    private static Dictionary<string, AttributeValue> Key(string keyId) =>
        new() { ["keyId"] = new AttributeValue { S = keyId } };

    private string Now() => Timestamp.Format(time.GetUtcNow());
}
