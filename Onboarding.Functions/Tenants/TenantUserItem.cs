using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Users;

namespace Onboarding.Functions.Tenants;

/// <summary>
/// Reads an item of the TenantUsers table, or the image of one in a stream record:
/// <c>{tenantId, userId, name, preferences, joinedAt, updatedAt?, trace}</c>; <c>name</c> is NULL for a user who has
/// none. Absent and wrongly typed attributes read as null.
/// </summary>
internal sealed class TenantUserItem(IReadOnlyDictionary<string, AttributeValue>? attributes)
{
    public string? TenantId => UserItem.Text(attributes, "tenantId");

    public string? UserId => UserItem.Text(attributes, "userId");

    public string? Name => UserItem.Text(attributes, "name");

    public Preferences Preferences => Preferences.From(attributes);

    public string? JoinedAt => UserItem.Text(attributes, "joinedAt");

    public string? UpdatedAt => UserItem.Text(attributes, "updatedAt");
}
