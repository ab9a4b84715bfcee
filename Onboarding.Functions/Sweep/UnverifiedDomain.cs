using System.Globalization;
using Amazon.DynamoDBv2;
using Onboarding.Functions.Domains;
using Onboarding.Functions.Hosting;
using Onboarding.Functions.Users;

namespace Onboarding.Functions.Sweep;

/// <summary>
/// Asks the registries again for a domain that an outage of theirs left unverified
/// (docs/adr/0017-an-outage-of-rdap-does-not-block-onboarding.md). A domain that turns out not to exist is marked: the
/// user is completed, and nothing leads out of that.
/// </summary>
internal sealed class UnverifiedDomain(
    IAmazonDynamoDB dynamoDb, SweepSettings settings, RdapClient rdap, TimeProvider time)
{
    /// <summary>What lasts for longer is no outage: the domain stays unverified, for a person to judge.</summary>
    private static readonly TimeSpan GivenUpAfter = TimeSpan.FromDays(30);

    public async Task<SweepOutcome> HandleAsync(DueEntry entry, UserItem user, InvocationContext context)
    {
        var patience = context.Budget - time.GetElapsedTime(context.StartedAt);
        var lookup = await rdap.FindAsync(user.DomainName!, patience, context.Stop);
        var now = time.GetUtcNow();
        var (update, outcome) = lookup is not DomainLookup.Unverified
            ? (Verified(entry, user, lookup, now), SweepOutcome.Verified)
            : IsGivenUp(user, now)
                ? (entry.Update(settings.UsersTable).NothingDue(), SweepOutcome.Dropped)
                : (entry.Update(settings.UsersTable).Due(entry.Due, now), SweepOutcome.Unverified);
        return await update.ApplyAsync(dynamoDb, context.Stop) ? outcome : SweepOutcome.Overtaken;
    }

    /// <summary>The status stays, and so does the trace, which is that of the registration.</summary>
    private UserUpdate Verified(DueEntry entry, UserItem user, DomainLookup lookup, DateTimeOffset now) =>
        entry.Update(settings.UsersTable)
            .Set("domain", DomainAttribute.Of(user.DomainName!, lookup, now))
            .NothingDue();

    private static bool IsGivenUp(UserItem user, DateTimeOffset now) =>
        DateTimeOffset.TryParse(user.DomainCheckedAt, CultureInfo.InvariantCulture, out var checkedAt)
        && now - checkedAt > GivenUpAfter;
}
