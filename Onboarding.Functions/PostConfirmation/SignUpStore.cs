using System.Diagnostics;
using Amazon.DynamoDBv2;
using Onboarding.Functions.Users;
using Polly;

namespace Onboarding.Functions.PostConfirmation;

/// <summary>What became of a sign-up.</summary>
internal enum SignUpOutcome
{
    /// <summary>Now, or by an earlier call of the pool about the same user.</summary>
    Stored,

    /// <summary>Stored as failed, as another user has the e-mail.</summary>
    EmailTaken,

    /// <summary>Another transaction held one of the items: nothing was written, and trying again may succeed.</summary>
    Contended,
}

/// <summary>Writes user and e-mail claim in one transaction.</summary>
/// <remarks>
/// A user who has proven that the mailbox is theirs takes the address over from a user who had only claimed it. Where
/// the other has proven it, too, or this one was confirmed by an administrator and has proven nothing, the address
/// stays. This user can sign in all the same, as the pool confirms before it invokes the trigger, and is therefore
/// stored, as failed with a reason: the user and an administrator, who decides which account stays, can see it, and one
/// mailbox gets no second bucket and welcome mail. Throwing instead would lose the sign-up: the pool does not invoke
/// the trigger again once the user is confirmed.
/// </remarks>
internal sealed class SignUpStore(
    IAmazonDynamoDB dynamoDb,
    string usersTable,
    string identitiesTable,
    Contention contention,
    RegistrationReport report)
{
    private readonly UserTable _users = new(dynamoDb, usersTable);
    private readonly UserWriter _writer = new(dynamoDb, usersTable, identitiesTable, report);

    private readonly ResiliencePipeline _whileContended = contention.Retry<SignUpOutcome>(
        outcome => outcome is SignUpOutcome.Contended);

    public ValueTask<SignUpOutcome> StoreAsync(SignUp signUp, CancellationToken stop) =>
        _whileContended.ExecuteAsync(
            static async (state, token) => await state.Store.TryStoreAsync(state.SignUp, token),
            (Store: this, SignUp: signUp), stop);

    private async Task<SignUpOutcome> TryStoreAsync(SignUp signUp, CancellationToken stop)
    {
        var user = signUp.User;
        var outcome = signUp.ClaimsEmail
            ? await _writer.TryAsync(user, [], stop)
            : await UserTransaction.TryAsync(dynamoDb, [user.Put(usersTable)], stop);
        return outcome switch
        {
            TransactionOutcome.Written => SignUpOutcome.Stored,
            TransactionOutcome.Refused refused => refused.Failed(UserWriter.UserPut)
                ? await RecallAsync(user, stop)
                : await StoreFailedAsync(user, stop),
            TransactionOutcome.Contended => SignUpOutcome.Contended,
            _ => throw new UnreachableException(),
        };
    }

    // The user is there: the pool, or the SDK, has called before.
    private async Task<SignUpOutcome> RecallAsync(NewUser user, CancellationToken stop) =>
        await _users.ReadAsync(user.UserId, stop) is { Reason: FailureReason.EmailTaken }
            ? SignUpOutcome.EmailTaken
            : SignUpOutcome.Stored;

    private async Task<SignUpOutcome> StoreFailedAsync(NewUser user, CancellationToken stop)
    {
        var failed = user with { Status = UserStatus.Failed, Reason = FailureReason.EmailTaken };
        return await UserTransaction.TryAsync(dynamoDb, [failed.Put(usersTable)], stop) switch
        {
            // Refused: an earlier try has stored the user, and its answer was lost.
            TransactionOutcome.Written or TransactionOutcome.Refused => SignUpOutcome.EmailTaken,
            TransactionOutcome.Contended => SignUpOutcome.Contended,
            _ => throw new UnreachableException(),
        };
    }
}
