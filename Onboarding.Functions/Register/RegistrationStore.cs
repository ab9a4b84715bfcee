using System.Diagnostics;
using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Users;
using Polly;

namespace Onboarding.Functions.Register;

/// <summary>
/// Writes a registration: user, e-mail claim and idempotency claim in one transaction. The holder of an API key vouches
/// for the address, and takes it over from a user who has only claimed it.
/// </summary>
internal sealed class RegistrationStore
{
    private const int KeyPut = UserWriter.EmailPut + 1;
    private static readonly TimeSpan KeyLifetime = TimeSpan.FromHours(24);

    private readonly IAmazonDynamoDB _dynamoDb;
    private readonly string _identitiesTable;
    private readonly UserWriter _writer;
    private readonly ResiliencePipeline _whileContended;

    public RegistrationStore(
        IAmazonDynamoDB dynamoDb,
        string usersTable,
        string identitiesTable,
        Contention contention,
        RegistrationReport report)
    {
        _dynamoDb = dynamoDb;
        _identitiesTable = identitiesTable;
        _writer = new UserWriter(dynamoDb, usersTable, identitiesTable, report);
        _whileContended = contention.Retry<RegistrationOutcome>(
            outcome => outcome is RegistrationOutcome.Contended);
    }

    public ValueTask<RegistrationOutcome> StoreAsync(Registration registration, CancellationToken stop) =>
        _whileContended.ExecuteAsync(
            static async (state, token) => await state.Store.TryStoreAsync(state.Registration, token),
            (Store: this, Registration: registration), stop);

    private async Task<RegistrationOutcome> TryStoreAsync(Registration registration, CancellationToken stop)
    {
        TransactWriteItem[] key = registration.KeyIdentity is { } identity ? [PutKey(registration, identity)] : [];
        return await _writer.TryAsync(registration.User, key, stop) switch
        {
            TransactionOutcome.Written => new RegistrationOutcome.Stored(),
            TransactionOutcome.Refused refused => await ExplainAsync(refused, registration, stop),
            TransactionOutcome.Contended => new RegistrationOutcome.Contended(),
            _ => throw new UnreachableException(),
        };
    }

    // The key is looked at before the e-mail: a repetition fails on its own e-mail claim, too.
    private async Task<RegistrationOutcome> ExplainAsync(
        TransactionOutcome.Refused refused, Registration registration, CancellationToken stop)
    {
        // This request made the user id up: it exists only because an earlier try got through and its answer was lost.
        if (refused.Failed(UserWriter.UserPut))
        {
            return new RegistrationOutcome.Stored();
        }

        return refused.Failed(KeyPut) && registration.KeyIdentity is { } identity
            ? await RecallAsync(identity, registration, stop)
            : new RegistrationOutcome.EmailTaken();
    }

    private async Task<RegistrationOutcome> RecallAsync(
        string identity, Registration registration, CancellationToken stop)
    {
        var found = await _dynamoDb.GetItemAsync(
            new GetItemRequest
            {
                TableName = _identitiesTable,
                Key = new Dictionary<string, AttributeValue> { ["identity"] = Text(identity) },
                ConsistentRead = true,
            },
            stop);
        // TTL may have taken the claim since the transaction saw it.
        if (found.Item is not { Count: > 0 } claim)
        {
            return new RegistrationOutcome.Contended();
        }

        if (UserItem.Text(claim, "requestHash") != registration.RequestHash)
        {
            return new RegistrationOutcome.KeyReused();
        }

        return new RegistrationOutcome.Repeated(
            UserItem.Text(claim, "userId") ?? "", UserItem.Text(claim, "answer") ?? "");
    }

    // TTL deletes within days, not at once, so an expired claim must not count
    // (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html).
    private TransactWriteItem PutKey(Registration registration, string identity) => new()
    {
        Put = new Put
        {
            TableName = _identitiesTable,
            Item = new Dictionary<string, AttributeValue>
            {
                ["identity"] = Text(identity),
                ["userId"] = Text(registration.User.UserId),
                ["requestHash"] = Text(registration.RequestHash),
                ["answer"] = Text(registration.ResponseBody),
                ["expiresAt"] = Seconds(registration.User.CreatedAt + KeyLifetime),
            },
            ConditionExpression = "attribute_not_exists(#identity) OR #expiresAt <= :now",
            ExpressionAttributeNames = new Dictionary<string, string>
            {
                ["#identity"] = "identity",
                ["#expiresAt"] = "expiresAt",
            },
            ExpressionAttributeValues = new Dictionary<string, AttributeValue>
            {
                [":now"] = Seconds(registration.User.CreatedAt),
            },
        },
    };

    private static AttributeValue Text(string value) => new() { S = value };

    private static AttributeValue Seconds(DateTimeOffset time) =>
        new() { N = time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) };
}
