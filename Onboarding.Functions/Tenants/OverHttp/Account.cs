using Onboarding.Functions.Hosting;
using Onboarding.Functions.Users;

namespace Onboarding.Functions.Tenants.OverHttp;

/// <summary>
/// A user with all that <c>/me</c> shows of them: the item of Users, and of a user of the pool the one of TenantUsers,
/// which is the source of name and preferences (docs/adr/0031-let-the-system-decide-the-tenant.md).
/// </summary>
/// <param name="Membership">Null for users of other doors, and where the workflow has not written it yet.</param>
internal sealed record Account(UserItem User, TenantUserItem? Membership)
{
    /// <summary>Whether the user came through the pool.</summary>
    public bool IsOfPool => User.Source == UserSource.Cognito;
}

/// <summary>Reads both tables.</summary>
internal sealed class AccountTables(UserTable users, TenantUserTable tenantUsers)
{
    public static AccountTables Of(FunctionServices services) => new(
        new UserTable(services.Aws.DynamoDb, services.Settings.Required("USERS_TABLE")),
        new TenantUserTable(services.Aws.DynamoDb, services.Settings.Required("TENANT_USERS_TABLE")));

    /// <summary>Null when there is no such user.</summary>
    public async Task<Account?> ReadAsync(string userId, CancellationToken stop)
    {
        if (await users.ReadAsync(userId, stop) is not { } user)
        {
            return null;
        }

        var account = new Account(user, Membership: null);
        return account.IsOfPool ? account with { Membership = await tenantUsers.FindAsync(userId, stop) } : account;
    }
}
