using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Streams;
using Onboarding.Functions.Users;

namespace Onboarding.Functions.Provision;

/// <summary>
/// The ledger of provisioning, <c>metadata.steps</c> of the user: which steps are done
/// (<c>{state: "done", at, …}</c>) and who is at work on one that must not happen twice
/// (<c>{state: "claimed", by, until}</c>). Beside it stands what went wrong last, <c>metadata.fault</c>
/// (<c>{step, error, at}</c>). Every entry is a conditional update that also demands status processing, so that nothing
/// is written once the user is completed or failed.
/// </summary>
internal sealed class StepLedger(IAmazonDynamoDB dynamoDb, string usersTable, TimeProvider time)
{
    private const string FaultPath = "metadata.fault";

    private readonly UserTable _users = new(dynamoDb, usersTable);

    /// <summary>The user as it is now; the record may be minutes older. Null when there is none.</summary>
    public Task<UserItem?> ReadAsync(string userId, CancellationToken stop) =>
        _users.ReadAsync(userId, stop);

    public static bool IsDone(UserItem user, string step) =>
        user.Steps.GetValueOrDefault(step) is { } entry && UserItem.Text(entry.M, "state") == "done";

    /// <summary>
    /// Takes the step for <paramref name="lease"/>: one of all who try gets it, until it is released or the
    /// lease is over. <paramref name="waitedOut"/> is a claim that has stood for a whole lease since it was read: it is
    /// over even where its stamp lies in the future. With the claim the ledger learns what was made before it.
    /// </summary>
    /// <returns>The user as the claim found it; null where the step is not ours.</returns>
    public Task<UserItem?> ClaimAsync(
        string userId,
        string step,
        IReadOnlyList<MadeStep> made,
        TimeSpan lease,
        StepClaim? waitedOut,
        RecordContext context)
    {
        var now = time.GetUtcNow();
        var path = PathOf(step);
        var update = Processing(userId);
        var free = $"attribute_not_exists({update.Path(path)})";
        var over = $"{update.Path(path + ".until")} <= {update.Value(Milliseconds(now))}";
        var me = new AttributeValue { S = context.Invocation.RequestId };
        // Our own claim whose answer was lost: the SDK repeats the update and must find it its own.
        var mine = $"{update.Path(path + ".by")} = {update.Value(me)}";
        var stale = waitedOut is null ? "" : $" OR ({Holds(update, path, waitedOut)})";
        update
            .Require($"{free} OR {over} OR {mine}{stale}")
            .Set(path, new AttributeValue
            {
                M = new Dictionary<string, AttributeValue>
                {
                    ["state"] = new() { S = "claimed" },
                    ["by"] = me,
                    ["until"] = Milliseconds(now + lease),
                },
            })
            .Touch(now, context.Traceparent);
        return Enter(made, update).ApplyAndReadAsync(dynamoDb, context.Stop);
    }

    /// <summary>Gives our own claim back; that of a holder that took over after our lease stays.</summary>
    public Task ReleaseAsync(string userId, string step, RecordContext context)
    {
        var update = Processing(userId);
        return update
            .Require(IsMine(update, step, context))
            .Touch(time.GetUtcNow(), context.Traceparent)
            .Remove(PathOf(step))
            .ApplyAsync(dynamoDb, context.Stop);
    }

    /// <summary>The last step is done, and with it the user: one update, so that neither is seen alone.</summary>
    public Task<bool> CompleteAsync(UserItem user, string step, string? detail, RecordContext context)
    {
        var now = time.GetUtcNow();
        var update = Processing(user.UserId!).Set(PathOf(step), Done(now, detail));
        // Nothing changes the verification of a user in processing, so that what was read is still so.
        update = user.DomainVerification == DomainVerification.Unverified
            ? update.CompleteUnverified(now, context.Traceparent)
            : update.MoveTo(UserStatus.Completed, now, context.Traceparent);
        return update
            .Remove(FaultPath)
            .ApplyAsync(dynamoDb, context.Stop);
    }

    /// <summary>
    /// Notes a passing fault, so that a user whose record ends in the dead-letter queue says why it stopped.
    /// </summary>
    public Task NoteAsync(
        string userId, string step, IReadOnlyList<MadeStep> made, StepFault fault, RecordContext context)
    {
        var now = time.GetUtcNow();
        var update = Processing(userId)
            .Set(FaultPath, Describe(step, fault, now))
            .Touch(now, context.Traceparent);
        return Enter(made, update).ApplyAsync(dynamoDb, context.Stop);
    }

    /// <summary>
    /// Ends the user for a permanent fault: false when another delivery moved it on, or holds the step at this moment.
    /// </summary>
    public Task<bool> FailAsync(
        string userId, string step, IReadOnlyList<MadeStep> made, StepFault fault, RecordContext context)
    {
        var now = time.GetUtcNow();
        var update = Processing(userId);
        var free = $"attribute_not_exists({update.Path(PathOf(step) + ".by")})";
        update
            .Require($"{free} OR {IsMine(update, step, context)}")
            .Set(FaultPath, Describe(step, fault, now))
            .Set("metadata.reason", fault.Reason)
            .MoveTo(UserStatus.Failed, now, context.Traceparent);
        return Enter(made, update).ApplyAsync(dynamoDb, context.Stop);
    }

    private static string PathOf(string step) => $"metadata.steps.{step}";

    private UserUpdate Processing(string userId) =>
        new UserUpdate(usersTable, userId).RequireStatus(UserStatus.Processing);

    private static UserUpdate Enter(IReadOnlyList<MadeStep> made, UserUpdate update)
    {
        foreach (var (step, at, detail) in made)
        {
            update.Set(PathOf(step), Done(at, detail));
        }

        return update;
    }

    private static string IsMine(UserUpdate update, string step, RecordContext context)
    {
        var me = new AttributeValue { S = context.Invocation.RequestId };
        return $"{update.Path(PathOf(step) + ".by")} = {update.Value(me)}";
    }

    private static string Holds(UserUpdate update, string path, StepClaim claim)
    {
        var by = $"{update.Path(path + ".by")} = {update.Value(new AttributeValue { S = claim.By })}";
        var until = $"{update.Path(path + ".until")} = {update.Value(new AttributeValue { N = claim.Until })}";
        return $"{by} AND {until}";
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

    private static AttributeValue Describe(string step, StepFault fault, DateTimeOffset now) => new()
    {
        M = new Dictionary<string, AttributeValue>
        {
            ["step"] = new() { S = step },
            ["error"] = new() { S = fault.Code },
            ["at"] = new() { S = Timestamp.Format(now) },
        },
    };

    private static AttributeValue Milliseconds(DateTimeOffset at) =>
        new() { N = at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) };
}
