using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Users;

namespace Onboarding.Functions.Tenants.Invitations;

/// <summary>
/// The Invitations table: <c>{codeHash, tenantId, createdBy, createdAt, expiresAt, purgeAt, redeemedBy?,
/// redeemedAt?}</c>, times of <c>expiresAt</c> and <c>purgeAt</c> in seconds since 1970.
/// </summary>
/// <remarks>
/// <c>expiresAt</c> ends an invitation by condition; <c>purgeAt</c>, the table's TTL, clears it away a month later. In
/// between a late or second guest is told apart from one with a wrong code. TTL alone would not end it: DynamoDB
/// deletes "within a few days" (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html).
/// </remarks>
internal sealed class InvitationTable(IAmazonDynamoDB dynamoDb, string table)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private static readonly TimeSpan KeptAfterwards = TimeSpan.FromDays(30);

    /// <returns>When the invitation ends.</returns>
    public async Task<DateTimeOffset> AddAsync(
        InvitationCode code, TenantMember by, DateTimeOffset now, CancellationToken stop)
    {
        var expiresAt = DateTimeOffset.FromUnixTimeSeconds((now + Lifetime).ToUnixTimeSeconds());
        await dynamoDb.PutItemAsync(
            new PutItemRequest
            {
                TableName = table,
                Item = new Dictionary<string, AttributeValue>
                {
                    ["codeHash"] = new() { S = code.Hash },
                    ["tenantId"] = new() { S = by.TenantId },
                    ["createdBy"] = new() { S = by.UserId },
                    ["createdAt"] = new() { S = Timestamp.Format(now) },
                    ["expiresAt"] = Seconds(expiresAt),
                    ["purgeAt"] = Seconds(expiresAt + KeptAfterwards),
                },
                ConditionExpression = "attribute_not_exists(codeHash)",
            },
            stop);
        return expiresAt;
    }

    /// <summary>What a code is worth to a user now. Only <see cref="Redeem"/> makes sure of it.</summary>
    public async Task<InvitationVerdict> JudgeAsync(
        string? text, string userId, DateTimeOffset now, CancellationToken stop)
    {
        if (text is null)
        {
            return new InvitationVerdict.NotInvited();
        }

        if (!InvitationCode.TryParse(text, out var code))
        {
            return new InvitationVerdict.Refused(InvitationMark.Unknown);
        }

        var found = await dynamoDb.GetItemAsync(
            new GetItemRequest { TableName = table, Key = Key(code.Hash), ConsistentRead = true }, stop);
        if (UserItem.Text(found.Item, "tenantId") is not { } tenantId)
        {
            return new InvitationVerdict.Refused(InvitationMark.Unknown);
        }

        var redeemedBy = UserItem.Text(found.Item, "redeemedBy");
        if (redeemedBy is not null)
        {
            return redeemedBy == userId
                ? new InvitationVerdict.Invited(code.Hash, tenantId)
                : new InvitationVerdict.Refused(InvitationMark.Used);
        }

        return EndOf(found.Item) > now.ToUnixTimeSeconds()
            ? new InvitationVerdict.Invited(code.Hash, tenantId)
            : new InvitationVerdict.Refused(InvitationMark.Expired);
    }

    /// <summary>
    /// Redeems an invitation in the transaction that stores the user. Holds when no other user has, and it is not over.
    /// </summary>
    public TransactWriteItem Redeem(InvitationVerdict.Invited invited, string userId, DateTimeOffset now) => new()
    {
        Update = new Update
        {
            TableName = table,
            Key = Key(invited.CodeHash),
            UpdateExpression = "SET redeemedBy = :userId, redeemedAt = :at",
            ConditionExpression =
                "redeemedBy = :userId OR (attribute_not_exists(redeemedBy) AND expiresAt > :now)",
            ExpressionAttributeValues = new Dictionary<string, AttributeValue>
            {
                [":userId"] = new() { S = userId },
                [":at"] = new() { S = Timestamp.Format(now) },
                [":now"] = Seconds(now),
            },
        },
    };

    private static Dictionary<string, AttributeValue> Key(string codeHash) =>
        new() { ["codeHash"] = new() { S = codeHash } };

    private static AttributeValue Seconds(DateTimeOffset at) =>
        new() { N = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) };

    /// <summary>An invitation whose end cannot be read has ended.</summary>
    private static long EndOf(Dictionary<string, AttributeValue> item) =>
        long.TryParse(item.GetValueOrDefault("expiresAt")?.N, CultureInfo.InvariantCulture, out var end) ? end : 0;
}
