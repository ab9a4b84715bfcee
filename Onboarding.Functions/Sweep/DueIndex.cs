using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Users;

namespace Onboarding.Functions.Sweep;

/// <summary>
/// The index <c>Due</c> of the Users table: queries, never a scan, so that a sweep costs what there is to do.
/// </summary>
internal sealed class DueIndex(IAmazonDynamoDB dynamoDb, string table)
{
    /// <summary>Of a partition and a sweep; what is left comes with the next one.</summary>
    private const int EntriesMax = 100;

    /// <param name="before">What is due for a shorter time is left in peace.</param>
    public async Task<IReadOnlyList<DueEntry>> FindAsync(
        string partition, DateTimeOffset before, CancellationToken stop)
    {
        var found = await dynamoDb.QueryAsync(
            new QueryRequest
            {
                TableName = table,
                IndexName = DueWork.Index,
                KeyConditionExpression = "#due = :due AND #since <= :before",
                ExpressionAttributeNames = new Dictionary<string, string>
                {
                    ["#due"] = DueWork.Attribute,
                    ["#since"] = DueWork.SinceAttribute,
                },
                ExpressionAttributeValues = new Dictionary<string, AttributeValue>
                {
                    [":due"] = new() { S = partition },
                    [":before"] = new() { S = Timestamp.Format(before) },
                },
                Limit = EntriesMax,
            },
            stop);
        return
        [
            .. (found.Items ?? []).Select(item => new DueEntry(
                item["userId"].S, item[DueWork.Attribute].S, item[DueWork.SinceAttribute].S)),
        ];
    }
}

/// <summary>A user in the index, whose projection has keys only.</summary>
internal sealed record DueEntry(string UserId, string Due, string Since)
{
    /// <summary>The index is a moment behind the table.</summary>
    public bool IsStillDue(UserItem user) => user.Due == Due && user.DueSince == Since;

    /// <summary>
    /// An update on the condition that the same is still due since the same time: two sweeps at once, or one that comes
    /// twice, change a user once.
    /// </summary>
    public UserUpdate Update(string table)
    {
        var update = new UserUpdate(table, UserId);
        return update
            .Require($"{update.Path(DueWork.Attribute)} = {update.Value(new AttributeValue { S = Due })}")
            .Require($"{update.Path(DueWork.SinceAttribute)} = {update.Value(new AttributeValue { S = Since })}");
    }
}
