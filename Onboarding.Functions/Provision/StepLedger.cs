using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Streams;
using Onboarding.Functions.Users;

namespace Onboarding.Functions.Provision;

/// <summary>
/// The ledger of provisioning, <c>metadata.steps</c> of the user: which steps are done
/// (<c>{state: "done", at, …}</c>) and who is at work on one that must not happen twice
/// (<c>{state: "claimed", by, until}</c>). Every entry is a conditional update that also demands status processing, so
/// that nothing is written once the user is completed or failed.
/// </summary>
internal sealed class StepLedger(IAmazonDynamoDB dynamoDb, string usersTable, TimeProvider clock)
{
    private readonly UserTable _users = new(dynamoDb, usersTable);

    /// <summary>The user as it is now; the record may be minutes older. Null when there is none.</summary>
    public Task<UserItem?> ReadAsync(string userId, CancellationToken cancellationToken) =>
        _users.ReadAsync(userId, cancellationToken);

    public static bool IsDone(UserItem user, string step) =>
        user.Steps.GetValueOrDefault(step) is { } entry && UserItem.Text(entry.M, "state") == "done";

    /// <summary>Until when somebody else holds the step; null when nobody does.</summary>
    public static DateTimeOffset? ClaimedUntil(UserItem user, string step) =>
        user.Steps.GetValueOrDefault(step)?.M?.GetValueOrDefault("until")?.N is { } until
            ? DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(until, CultureInfo.InvariantCulture))
            : null;

    /// <summary>False when the user is not processing any more.</summary>
    public Task<bool> RecordAsync(string userId, string step, string? detail, RecordContext context)
    {
        DateTimeOffset now = clock.GetUtcNow();
        return new UserUpdate(usersTable, userId)
            .RequireStatus(UserStatus.Processing)
            .Set($"metadata.steps.{step}", Done(now, detail))
            .Touch(now, context.Traceparent)
            .ApplyAsync(dynamoDb, context.Cancellation);
    }

    /// <summary>
    /// Takes the step for <paramref name="lease"/>: true for exactly one of all who try, until it is released or the
    /// lease is over.
    /// </summary>
    public Task<bool> ClaimAsync(string userId, string step, TimeSpan lease, RecordContext context)
    {
        DateTimeOffset now = clock.GetUtcNow();
        string path = $"metadata.steps.{step}";
        UserUpdate update = new UserUpdate(usersTable, userId).RequireStatus(UserStatus.Processing);
        string free = $"attribute_not_exists({update.Path(path)})";
        string over = $"{update.Path(path + ".until")} <= {update.Value(Milliseconds(now))}";
        var me = new AttributeValue { S = context.Invocation.RequestId };
        // Our own claim whose answer was lost: the SDK repeats the update and must find it its own.
        string mine = $"{update.Path(path + ".by")} = {update.Value(me)}";
        return update
            .Require($"{free} OR {over} OR {mine}")
            .Set(path, new AttributeValue
            {
                M = new Dictionary<string, AttributeValue>
                {
                    ["state"] = new() { S = "claimed" },
                    ["by"] = me,
                    ["until"] = Milliseconds(now + lease),
                },
            })
            .Touch(now, context.Traceparent)
            .ApplyAsync(dynamoDb, context.Cancellation);
    }

    /// <summary>Gives our own claim back; that of somebody who took over after our lease stays.</summary>
    public Task ReleaseAsync(string userId, string step, RecordContext context)
    {
        string path = $"metadata.steps.{step}";
        UserUpdate update = new UserUpdate(usersTable, userId).RequireStatus(UserStatus.Processing);
        string mine = update.Value(new AttributeValue { S = context.Invocation.RequestId });
        return update
            .Require($"{update.Path(path + ".by")} = {mine}")
            .Touch(clock.GetUtcNow(), context.Traceparent)
            .Remove(path)
            .ApplyAsync(dynamoDb, context.Cancellation);
    }

    /// <summary>The last step is done, and with it the user: one update, so that neither is seen alone.</summary>
    public Task<bool> CompleteAsync(string userId, string step, string? detail, RecordContext context)
    {
        DateTimeOffset now = clock.GetUtcNow();
        return new UserUpdate(usersTable, userId)
            .RequireStatus(UserStatus.Processing)
            .Set($"metadata.steps.{step}", Done(now, detail))
            .MoveTo(UserStatus.Completed, now, context.Traceparent)
            .ApplyAsync(dynamoDb, context.Cancellation);
    }

    private static AttributeValue Done(DateTimeOffset now, string? detail)
    {
        var entry = new Dictionary<string, AttributeValue>
        {
            ["state"] = new() { S = "done" },
            ["at"] = new() { S = Timestamp.Format(now) },
        };
        if (detail is not null)
        {
            entry["detail"] = new AttributeValue { S = detail };
        }

        return new AttributeValue { M = entry };
    }

    private static AttributeValue Milliseconds(DateTimeOffset time) =>
        new() { N = time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) };
}
