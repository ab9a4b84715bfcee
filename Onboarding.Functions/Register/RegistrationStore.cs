using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Users;
using Polly;
using Polly.Retry;

namespace Onboarding.Functions.Register;

/// <summary>
/// Writes a registration: user, e-mail claim and idempotency claim in one transaction, so that there is never a user
/// without its claims or a claim without its user.
/// </summary>
/// <remarks>
/// "Claimed already" is a normal path: nothing is read before the write, as a check before the write would only be a
/// guess. Which claim failed stands in the cancellation reasons, in the order of the items
/// (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html).
/// </remarks>
internal sealed class RegistrationStore
{
    private const int UserPut = 0;
    private const int EmailPut = 1;
    private const int KeyPut = 2;
    private static readonly TimeSpan KeyLifetime = TimeSpan.FromHours(24);

    private readonly IAmazonDynamoDB _dynamoDb;
    private readonly string _usersTable;
    private readonly string _identitiesTable;
    private readonly ResiliencePipeline<RegistrationOutcome> _whileContended;

    public RegistrationStore(IAmazonDynamoDB dynamoDb, string usersTable, string identitiesTable, TimeProvider clock)
    {
        _dynamoDb = dynamoDb;
        _usersTable = usersTable;
        _identitiesTable = identitiesTable;
        var builder = new ResiliencePipelineBuilder<RegistrationOutcome> { TimeProvider = clock };
        _whileContended = builder.AddRetry(new RetryStrategyOptions<RegistrationOutcome>
        {
            ShouldHandle = new PredicateBuilder<RegistrationOutcome>()
                .HandleResult(outcome => outcome is RegistrationOutcome.Contended),
            MaxRetryAttempts = 5,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromMilliseconds(20),
            MaxDelay = TimeSpan.FromMilliseconds(500),
            UseJitter = true,
        }).Build();
    }

    public ValueTask<RegistrationOutcome> StoreAsync(NewRegistration registration, CancellationToken cancellation) =>
        _whileContended.ExecuteAsync(
            static async (state, token) => await state.Store.TryStoreAsync(state.Registration, token),
            (Store: this, Registration: registration), cancellation);

    private async Task<RegistrationOutcome> TryStoreAsync(NewRegistration registration, CancellationToken cancellation)
    {
        List<TransactWriteItem> items = [PutUser(registration), PutEmail(registration)];
        if (registration.IdempotencyKey is not null) items.Add(PutKey(registration, registration.IdempotencyKey));
        try
        {
            await _dynamoDb.TransactWriteItemsAsync(
                new TransactWriteItemsRequest { TransactItems = items }, cancellation);
            return new RegistrationOutcome.Stored(registration.Answer);
        }
        catch (TransactionCanceledException canceled)
        {
            return await ExplainAsync(canceled, registration, cancellation);
        }
        catch (TransactionInProgressException)
        {
            return new RegistrationOutcome.Contended();
        }
    }

    // The key is looked at before the e-mail: a repetition fails on its own e-mail claim, too.
    private async Task<RegistrationOutcome> ExplainAsync(
        TransactionCanceledException canceled, NewRegistration registration, CancellationToken cancellation)
    {
        string[] codes = (canceled.CancellationReasons ?? []).Select(reason => reason.Code ?? "None").ToArray();
        bool Failed(int put) => put < codes.Length && codes[put] == "ConditionalCheckFailed";

        // This request made the user id up: it exists only because an earlier try got through and its answer was lost.
        if (Failed(UserPut)) return new RegistrationOutcome.Stored(registration.Answer);
        if (Failed(KeyPut) && registration.IdempotencyKey is { } key)
            return await RecallAsync(key, registration, cancellation);
        if (Failed(EmailPut)) return new RegistrationOutcome.EmailTaken();
        if (Array.Exists(codes, IsPassing)) return new RegistrationOutcome.Contended();
        throw new InvalidOperationException(
            $"The registration's transaction was cancelled: {string.Join(", ", codes)}", canceled);
    }

    private static bool IsPassing(string code) =>
        code is "TransactionConflict" or "ThrottlingError" or "ProvisionedThroughputExceeded";

    private async Task<RegistrationOutcome> RecallAsync(
        string key, NewRegistration registration, CancellationToken cancellation)
    {
        GetItemResponse found = await _dynamoDb.GetItemAsync(
            new GetItemRequest
            {
                TableName = _identitiesTable,
                Key = new Dictionary<string, AttributeValue> { ["identity"] = Text($"idempotency#{key}") },
                ConsistentRead = true,
            },
            cancellation);
        // TTL may have taken the claim since the transaction saw it.
        if (found.Item is not { Count: > 0 } claim) return new RegistrationOutcome.Contended();
        if (UserItem.Text(claim, "requestHash") != registration.RequestHash) return new RegistrationOutcome.KeyReused();
        return new RegistrationOutcome.Repeated(
            new FirstAnswer(UserItem.Text(claim, "userId") ?? "", UserItem.Text(claim, "answer") ?? ""));
    }

    private TransactWriteItem PutUser(NewRegistration registration)
    {
        string now = Timestamp.Format(registration.Now);
        var item = new Dictionary<string, AttributeValue>
        {
            ["userId"] = Text(registration.UserId),
            ["email"] = Text(registration.Request.Email),
            ["name"] = Text(registration.Request.Name),
            ["source"] = Text("register"),
            ["metadata"] = new()
            {
                M = new Dictionary<string, AttributeValue>
                {
                    ["status"] = Text(UserStatus.Pending),
                    ["createdAt"] = Text(now),
                    ["updatedAt"] = Text(now),
                    // Present from the start: an update can set steps.bucket only inside a map that exists.
                    ["steps"] = new() { M = [] },
                },
            },
        };
        if (registration.Request.Phone is { } phone) item["phone"] = Text(phone);
        if (registration.Traceparent is { } trace) item["trace"] = Text(trace);
        return new TransactWriteItem
        {
            Put = new Put
            {
                TableName = _usersTable,
                Item = item,
                ConditionExpression = "attribute_not_exists(userId)",
            },
        };
    }

    private TransactWriteItem PutEmail(NewRegistration registration) => new()
    {
        Put = new Put
        {
            TableName = _identitiesTable,
            Item = new Dictionary<string, AttributeValue>
            {
                ["identity"] = Text($"email#{registration.Request.Email}"),
                ["userId"] = Text(registration.UserId),
            },
            ConditionExpression = "attribute_not_exists(#identity)",
            ExpressionAttributeNames = new Dictionary<string, string> { ["#identity"] = "identity" },
        },
    };

    // TTL deletes within days, not at once, so an expired claim must not count
    // (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html).
    private TransactWriteItem PutKey(NewRegistration registration, string key) => new()
    {
        Put = new Put
        {
            TableName = _identitiesTable,
            Item = new Dictionary<string, AttributeValue>
            {
                ["identity"] = Text($"idempotency#{key}"),
                ["userId"] = Text(registration.UserId),
                ["requestHash"] = Text(registration.RequestHash),
                ["answer"] = Text(registration.Answer.Body),
                ["expiresAt"] = Seconds(registration.Now + KeyLifetime),
            },
            ConditionExpression = "attribute_not_exists(#identity) OR #expiresAt <= :now",
            ExpressionAttributeNames = new Dictionary<string, string>
            {
                ["#identity"] = "identity",
                ["#expiresAt"] = "expiresAt",
            },
            ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":now"] = Seconds(registration.Now) },
        },
    };

    private static AttributeValue Text(string value) => new() { S = value };

    private static AttributeValue Seconds(DateTimeOffset time) =>
        new() { N = time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) };
}
