using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Users;
using Polly;

namespace Onboarding.Functions.PostConfirmation;

/// <summary>What became of a sign-up.</summary>
internal enum SignUpOutcome
{
    /// <summary>Now, or by an earlier call of the pool about the same user.</summary>
    Stored,

    /// <summary>Stored as failed, as somebody else has the e-mail.</summary>
    EmailTaken,

    /// <summary>Another transaction held one of the items: nothing was written, and trying again may succeed.</summary>
    Contended,
}

/// <summary>Writes user and e-mail claim in one transaction.</summary>
/// <remarks>
/// Somebody may have registered the e-mail through another door. The user who comes from the pool has proven that the
/// mailbox is theirs, and can sign in, whatever we do: the pool confirms before it asks. So the user is stored, as
/// failed with a reason: visible to themselves and to whoever is to decide which account stays, and without a second
/// bucket and welcome mail for one mailbox. Throwing instead would lose the sign-up: the pool does not ask again once
/// the user is confirmed.
/// </remarks>
internal sealed class SignUpStore(
    IAmazonDynamoDB dynamoDb, string usersTable, string identitiesTable, TimeProvider clock)
{
    private const int EmailPut = 1;

    private readonly ResiliencePipeline _whileContended = Contention.Retry<SignUpOutcome>(
        clock, outcome => outcome is SignUpOutcome.Contended);

    public ValueTask<SignUpOutcome> StoreAsync(SignUp signUp, CancellationToken cancellation) =>
        _whileContended.ExecuteAsync(
            static async (state, token) => await state.Store.TryStoreAsync(state.SignUp, token),
            (Store: this, SignUp: signUp), cancellation);

    private async Task<SignUpOutcome> TryStoreAsync(SignUp signUp, CancellationToken cancellation)
    {
        List<TransactWriteItem> items = [signUp.User.Put(usersTable)];
        if (signUp.ClaimsEmail)
        {
            items.Add(signUp.User.ClaimEmail(identitiesTable));
        }

        return await UserTransaction.TryAsync(dynamoDb, items, cancellation) switch
        {
            TransactionOutcome.Contended => SignUpOutcome.Contended,
            TransactionOutcome.Refused refused when refused.Failed(EmailPut) =>
                await StoreFailedAsync(signUp.User, cancellation),
            // The user is there and the claim is theirs: the pool, or the SDK, has called before.
            _ => SignUpOutcome.Stored,
        };
    }

    private async Task<SignUpOutcome> StoreFailedAsync(NewUser user, CancellationToken cancellation)
    {
        NewUser failed = user with { Status = UserStatus.Failed, Reason = FailureReason.EmailTaken };
        return await UserTransaction.TryAsync(dynamoDb, [failed.Put(usersTable)], cancellation)
            is TransactionOutcome.Contended
            ? SignUpOutcome.Contended
            : SignUpOutcome.EmailTaken;
    }
}
