using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Users;
using Onboarding.Functions.Users.Passwords;
using Polly;

namespace Onboarding.Functions.Login;

/// <summary>Reads credentials and keeps count of the attempts to use them.</summary>
internal sealed class CredentialStore(
    IAmazonDynamoDB dynamoDb, string identitiesTable, Contention contention, TimeProvider time)
{
    private static readonly string[] Attributes =
        ["identity", "password", "attempts", "failures", "lockouts", "lockedUntil"];

    private readonly ResiliencePipeline _whileContended = contention.Retry<Attempt>(attempt => attempt.IsContended);

    /// <summary>Reads the credential and counts that its password is about to be tried.</summary>
    public ValueTask<Attempt> AttemptAsync(string username, CancellationToken stop) =>
        _whileContended.ExecuteAsync(
            static async (state, token) => await state.Store.TryAttemptAsync(state.Name, token),
            (Store: this, Name: username), stop);

    /// <summary>
    /// Forgets failures and lock, also those of attempts that were made meanwhile: who knows the password ends the
    /// count. The count of attempts stays, as others may be waiting for their turn by it.
    /// </summary>
    public Task<bool> SucceedAsync(string username, CancellationToken stop) => ApplyAsync(
        username, "SET #failures = :none, #lockouts = :none REMOVE #lockedUntil", "attribute_exists(#identity)",
        new Dictionary<string, AttributeValue> { [":none"] = Number(0) }, stop);

    /// <summary>Replaces the hash, unless another login or a change has replaced it since it was read.</summary>
    public Task<bool> RehashAsync(
        string username, PasswordHash old, PasswordHash renewed, CancellationToken stop) => ApplyAsync(
        username, "SET #password = :new", "#password = :old",
        new Dictionary<string, AttributeValue>
        {
            [":old"] = new() { S = old.ToText() },
            [":new"] = new() { S = renewed.ToText() },
        },
        stop);

    private async Task<Attempt> TryAttemptAsync(string username, CancellationToken stop)
    {
        var credential = await ReadAsync(username, stop);
        var now = time.GetUtcNow();
        var seen = credential?.Attempts ?? SignInAttempts.None;
        var isCounted = await CountAsync(username, seen, now, stop);
        return new Attempt(credential, isCounted, seen.IsLocked(now));
    }

    private async Task<StoredCredential?> ReadAsync(string username, CancellationToken stop)
    {
        var found = await dynamoDb.GetItemAsync(
            new GetItemRequest { TableName = identitiesTable, Key = KeyOf(username), ConsistentRead = true },
            stop);
        return found.Item is { Count: > 0 } item ? StoredCredential.From(item) : null;
    }

    /// <summary>
    /// Counts the attempt: false when there is no such credential, when it is locked, or when another attempt was
    /// counted since <paramref name="seen"/> was read.
    /// </summary>
    /// <remarks>
    /// Called for unknown and locked names, too, where the condition cannot hold: each path makes the same calls and
    /// so takes the same time.
    /// </remarks>
    private Task<bool> CountAsync(
        string username, SignInAttempts seen, DateTimeOffset now, CancellationToken stop)
    {
        var next = seen.Count(now);
        Dictionary<string, AttributeValue> values = new()
        {
            [":now"] = Number(now.ToUnixTimeMilliseconds()),
            [":latest"] = Number((now + SignInAttempts.LockAheadMax).ToUnixTimeMilliseconds()),
            [":attempts"] = Number(next.Version),
            [":failures"] = Number(next.Failures),
            [":lockouts"] = Number(next.Lockouts),
        };
        if (seen.Version != 0)
        {
            values[":seen"] = Number(seen.Version);
        }

        var lift = " REMOVE #lockedUntil";
        if (next.LockedUntil is { } until)
        {
            lift = ", #lockedUntil = :until";
            values[":until"] = Number(until.ToUnixTimeMilliseconds());
        }

        return ApplyAsync(
            username,
            "SET #attempts = :attempts, #failures = :failures, #lockouts = :lockouts" + lift,
            "attribute_exists(#identity) AND (attribute_not_exists(#lockedUntil) OR #lockedUntil <= :now "
                + "OR #lockedUntil > :latest) AND "
                + (seen.Version == 0 ? "attribute_not_exists(#attempts)" : "#attempts = :seen"),
            values, stop);
    }

    private async Task<bool> ApplyAsync(
        string username, string update, string condition, Dictionary<string, AttributeValue> values,
        CancellationToken stop)
    {
        try
        {
            await dynamoDb.UpdateItemAsync(
                new UpdateItemRequest
                {
                    TableName = identitiesTable,
                    Key = KeyOf(username),
                    UpdateExpression = update,
                    ConditionExpression = condition,
                    ExpressionAttributeNames = NamesIn(update + condition),
                    ExpressionAttributeValues = values,
                },
                stop);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }

    // DynamoDB refuses names that an expression does not use.
    private static Dictionary<string, string> NamesIn(string expressions) =>
        Attributes.Where(name => expressions.Contains("#" + name, StringComparison.Ordinal))
            .ToDictionary(name => "#" + name, StringComparer.Ordinal);

    private static Dictionary<string, AttributeValue> KeyOf(string username) =>
        new() { ["identity"] = new AttributeValue { S = Credential.IdentityOf(username) } };

    private static AttributeValue Number(long value) =>
        new() { N = value.ToString(CultureInfo.InvariantCulture) };
}
