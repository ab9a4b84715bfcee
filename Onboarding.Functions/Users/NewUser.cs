using Amazon.DynamoDBv2.Model;

namespace Onboarding.Functions.Users;

/// <summary>
/// A user who is about to be stored, and the items that say so: all doors write the same two, in one transaction, and
/// the stream of the Users table does the rest.
/// </summary>
internal sealed record NewUser(string UserId, string Source, DateTimeOffset CreatedAt)
{
    /// <summary>Normalised; null only where the identity provider knows none.</summary>
    public string? Email { get; init; }

    /// <summary>What stands behind the claim to the e-mail.</summary>
    public AddressProof Proof { get; init; }

    public string? Username { get; init; }

    public string? Name { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Phone { get; init; }

    public string Status { get; init; } = UserStatus.Pending;

    /// <summary>Why, when the status is failed.</summary>
    public string? Reason { get; init; }

    /// <summary>The tenant that the sign-up was decided for; null for a user of another door.</summary>
    public string? TenantId { get; init; }

    /// <summary>An <see cref="InvitationMark"/>; null for a user who showed no code.</summary>
    public string? Invitation { get; init; }

    /// <summary>The context of the span that writes the user: the stream's consumers continue its trace.</summary>
    public string? Traceparent { get; init; }

    /// <summary>Holds when no user has this id yet.</summary>
    public TransactWriteItem Put(string usersTable) => new()
    {
        Put = new Put
        {
            TableName = usersTable,
            Item = Item(),
            ConditionExpression = "attribute_not_exists(userId)",
        },
    };

    /// <summary>Holds when the e-mail is free, or is this user's already: a retried write.</summary>
    public TransactWriteItem ClaimEmail(string identitiesTable) => Claim(
        identitiesTable, AddressClaim.IdentityOf(Email!), AddressAttributes());

    /// <summary>Holds when the e-mail is that of <paramref name="holderId"/>.</summary>
    public TransactWriteItem TakeEmail(string identitiesTable, string holderId)
    {
        var claim = ClaimEmail(identitiesTable);
        claim.Put.ConditionExpression = "#userId = :holder";
        claim.Put.ExpressionAttributeNames = new() { ["#userId"] = "userId" };
        claim.Put.ExpressionAttributeValues = new() { [":holder"] = new AttributeValue { S = holderId } };
        return claim;
    }

    /// <summary>
    /// Like <see cref="ClaimEmail"/> for any identity; <paramref name="attributes"/> go into its item.
    /// </summary>
    public TransactWriteItem Claim(
        string identitiesTable, string identity, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        var item = new Dictionary<string, AttributeValue>
        {
            ["identity"] = new() { S = identity },
            ["userId"] = new() { S = UserId },
        };
        foreach (var (name, value) in attributes)
        {
            item[name] = new AttributeValue { S = value };
        }

        return new TransactWriteItem
        {
            Put = new Put
            {
                TableName = identitiesTable,
                Item = item,
                ConditionExpression = "attribute_not_exists(#identity) OR #userId = :userId",
                ExpressionAttributeNames = new Dictionary<string, string>
                {
                    ["#identity"] = "identity",
                    ["#userId"] = "userId",
                },
                ExpressionAttributeValues = new Dictionary<string, AttributeValue>
                {
                    [":userId"] = new() { S = UserId },
                },
            },
        };
    }

    private (string Name, string Value)[] AddressAttributes() =>
    [
        (AddressClaim.ProofAttribute, AddressClaim.TextOf(Proof)),
        (AddressClaim.ClaimedAtAttribute, Timestamp.Format(CreatedAt)),
    ];

    private Dictionary<string, AttributeValue> Item()
    {
        var created = Timestamp.Format(CreatedAt);
        var metadata = new Dictionary<string, AttributeValue>
        {
            ["status"] = new() { S = Status },
            ["createdAt"] = new() { S = created },
            ["updatedAt"] = new() { S = created },
            // Present from the start: an update can set steps.bucket only inside a map that exists.
            ["steps"] = new() { M = [] },
        };
        AddText(metadata, "reason", Reason);
        var item = new Dictionary<string, AttributeValue> { ["metadata"] = new() { M = metadata } };
        AddText(item, "userId", UserId);
        AddText(item, "email", Email);
        AddText(item, "username", Username);
        AddText(item, "name", Name);
        AddText(item, "firstName", FirstName);
        AddText(item, "lastName", LastName);
        AddText(item, "phone", Phone);
        AddText(item, "source", Source);
        AddText(item, "tenantId", TenantId);
        AddText(item, "invitation", Invitation);
        AddText(item, "trace", Traceparent);
        if (Proof == AddressProof.Verified)
        {
            item["emailVerified"] = new AttributeValue { BOOL = true };
        }

        if (Status == UserStatus.Pending)
        {
            AddText(item, DueWork.Attribute, DueWork.OpenOf(UserId));
            AddText(item, DueWork.SinceAttribute, created);
        }

        return item;
    }

    private static void AddText(Dictionary<string, AttributeValue> map, string name, string? value)
    {
        if (value is not null)
        {
            map[name] = new AttributeValue { S = value };
        }
    }
}
