using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Tenants.OverHttp;
using Onboarding.Functions.Users;

namespace Onboarding.Functions.UpdateMe;

/// <summary>
/// Writes a change where its fields live: the phone in Users, name and preferences in TenantUsers for a user of the
/// pool and in Users for all others. Both items change together or not at all.
/// </summary>
/// <remarks>
/// Preferences are merged into what was read, which is the condition of the write: of two changes at once the second
/// finds its condition gone and is tried again, so that neither is lost and the count stays within its limit.
/// </remarks>
internal sealed class ProfileWriter(IAmazonDynamoDB dynamoDb, string usersTable, string tenantUsersTable)
{
    /// <param name="preferences">As the change leaves them; null where it leaves them alone.</param>
    public Task<TransactionOutcome> TryAsync(
        Account account, ProfileChange change, Preferences? preferences, DateTimeOffset now, string? traceparent,
        CancellationToken stop)
    {
        var user = new UserUpdate(usersTable, account.User.RequiredUserId);
        var profile = account.Membership is { } member
            ? new UserUpdate(tenantUsersTable, member.UserId!, member.TenantId)
            : user;
        profile.Set("name", change.Name);
        if (preferences is not null)
        {
            SetPreferences(profile, account.Membership?.Preferences ?? account.User.Preferences, preferences);
        }

        if (change.ChangesPhone)
        {
            _ = change.Phone is { } phone ? user.Set("phone", phone) : user.Remove("phone");
        }

        List<TransactWriteItem> items = [];
        if (profile == user || change.ChangesPhone)
        {
            items.Add(Exists(user).Touch(now, traceparent).InTransaction());
        }

        if (profile != user && (change.Name is not null || preferences is not null))
        {
            var touched = Exists(profile).Set("updatedAt", Timestamp.Format(now)).Set("trace", traceparent);
            items.Add(touched.InTransaction());
        }

        return UserTransaction.TryAsync(dynamoDb, items, stop);
    }

    private static UserUpdate Exists(UserUpdate update) =>
        update.Require($"attribute_exists({update.Path("userId")})");

    private static void SetPreferences(UserUpdate profile, Preferences old, Preferences next)
    {
        var path = profile.Path(Preferences.Attribute);
        var unchanged = $"{path} = {profile.Value(old.ToAttribute())}";
        profile.Set(Preferences.Attribute, next.ToAttribute())
            .Require(old.IsEmpty ? $"{unchanged} OR attribute_not_exists({path})" : unchanged);
    }
}
