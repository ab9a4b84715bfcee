using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Onboarding.Functions.Users;

/// <summary>
/// One try at writing a user who claims an e-mail address. Where another user has the address on a weaker proof, it
/// becomes the new user's, and what becomes of the other stands in the same transaction
/// (docs/adr/0015-let-a-verified-address-win.md).
/// </summary>
/// <remarks>
/// The first write is made as if the address were free, as it nearly always is; only a refusal is looked into. What
/// was read then is a condition of the second write: who holds the address, and how far that user is. A record of the
/// stream that moves the holder on, another claim, this call made twice: of two, one finds its condition gone and is
/// contended, which is tried again. A claim's proof is no condition, as it does not change while its user keeps it.
/// </remarks>
internal sealed class UserWriter(
    IAmazonDynamoDB dynamoDb, string usersTable, string identitiesTable, RegistrationReport report)
{
    /// <summary>The places of a refusal's reasons; those of the other items follow.</summary>
    public const int UserPut = 0;
    public const int EmailPut = 1;

    private readonly UserTable _users = new(dynamoDb, usersTable);

    /// <param name="user">Has a normalised e-mail address.</param>
    /// <param name="others">What is written with the user or not at all.</param>
    public async Task<TransactionOutcome> TryAsync(
        NewUser user, IReadOnlyList<TransactWriteItem> others, CancellationToken stop)
    {
        var outcome = await UserTransaction.TryAsync(
            dynamoDb, [user.Put(usersTable), user.ClaimEmail(identitiesTable), .. others], stop);
        // Where another condition failed as well, nothing is written, so that the holder does not matter.
        return outcome is TransactionOutcome.Refused refused && refused.FailedAlone(EmailPut)
            ? await ContestAsync(user, others, refused, stop)
            : outcome;
    }

    private async Task<TransactionOutcome> ContestAsync(
        NewUser user, IReadOnlyList<TransactWriteItem> others, TransactionOutcome.Refused refused,
        CancellationToken stop)
    {
        if (await FindClaimAsync(user.Email!, stop) is not { } claim)
        {
            return new TransactionOutcome.Contended();
        }

        var holder = await _users.ReadAsync(claim.UserId, stop);
        if (!claim.YieldsTo(user.Proof, holder))
        {
            return refused;
        }

        TransactWriteItem[] displaced = holder is { IsAlive: true } ? [Displace(holder, user)] : [];
        var outcome = await UserTransaction.TryAsync(
            dynamoDb,
            [user.Put(usersTable), user.TakeEmail(identitiesTable, claim.UserId), .. others, .. displaced],
            stop);
        if (outcome is TransactionOutcome.Written)
        {
            report.TakenOver(user, holder, claim.UserId);
        }

        return outcome is TransactionOutcome.Refused again && !again.Failed(UserPut)
            ? new TransactionOutcome.Contended()
            : outcome;
    }

    /// <remarks>
    /// Where neither of the two has proven anything, a user who is completed keeps the account and loses the address
    /// only: else a form would be a way to end accounts. The trace stays the displaced user's own: whose
    /// address it became is nothing that this registration may reveal.
    /// </remarks>
    private TransactWriteItem Displace(UserItem holder, NewUser winner)
    {
        var update = new UserUpdate(usersTable, holder.UserId!).RequireStatus(holder.Status!);
        if (winner.Proof != AddressProof.Verified && holder.Status == UserStatus.Completed)
        {
            return update.Remove("email").Touch(winner.CreatedAt, traceparent: null).InTransaction();
        }

        return update
            .MoveTo(UserStatus.Failed, winner.CreatedAt, traceparent: null)
            .Set("metadata.reason", FailureReason.Displaced(winner.Proof))
            .InTransaction();
    }

    private async Task<AddressClaim?> FindClaimAsync(string email, CancellationToken stop)
    {
        var found = await dynamoDb.GetItemAsync(
            new GetItemRequest
            {
                TableName = identitiesTable,
                Key = new Dictionary<string, AttributeValue>
                {
                    ["identity"] = new() { S = AddressClaim.IdentityOf(email) },
                },
                ConsistentRead = true,
            },
            stop);
        return found.Item is { Count: > 0 } item ? AddressClaim.From(item) : null;
    }
}
