using System.Diagnostics;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Settings;
using Onboarding.Functions.Tenants;
using Onboarding.Functions.Tenants.Invitations;
using Onboarding.Functions.Users;
using Polly;

namespace Onboarding.Functions.PostConfirmation;

/// <summary>What became of a sign-up.</summary>
internal abstract record SignUpOutcome
{
    /// <summary>Now, or by an earlier call of the pool about the same user.</summary>
    /// <param name="Invitation">An <see cref="InvitationMark"/>; null where the user showed no code.</param>
    public sealed record Stored(string TenantId, string? Invitation) : SignUpOutcome;

    /// <summary>Stored as failed, as another user has the e-mail.</summary>
    public sealed record EmailTaken : SignUpOutcome;

    /// <summary>Another transaction held one of the items: nothing was written, and trying again may succeed.</summary>
    public sealed record Contended : SignUpOutcome;
}

/// <summary>Writes user, e-mail claim and the invitation's redemption in one transaction.</summary>
/// <remarks>
/// <para>
/// A user who has proven that the mailbox is theirs takes the address over from a user who had only claimed it. Where
/// the other has proven it, too, or this one was confirmed by an administrator and has proven nothing, the address
/// stays. This user can sign in all the same, as the pool confirms before it invokes the trigger, and is therefore
/// stored, as failed with a reason: the user and an administrator, who decides which account stays, can see it, and one
/// mailbox gets no second bucket and welcome mail. Throwing instead would lose the sign-up: the pool does not invoke
/// the trigger again once the user is confirmed.
/// </para>
/// <para>
/// An invitation is spent exactly when the user is stored with its tenant, so that a repeated call finds the tenant in
/// the user and never needs the code again. A failed user spends none
/// (docs/adr/0031-let-the-system-decide-the-tenant.md).
/// </para>
/// </remarks>
internal sealed class SignUpStore(
    IAmazonDynamoDB dynamoDb,
    SignUpTables tables,
    Contention contention,
    RegistrationReport report)
{
    private readonly UserTable _users = new(dynamoDb, tables.Users);
    private readonly UserWriter _writer = new(dynamoDb, tables.Users, tables.Identities, report);
    private readonly InvitationTable _invitations = new(dynamoDb, tables.Invitations);

    private readonly ResiliencePipeline _whileContended = contention.Retry<SignUpOutcome>(
        outcome => outcome is SignUpOutcome.Contended);

    public ValueTask<SignUpOutcome> StoreAsync(SignUp signUp, CancellationToken stop) =>
        _whileContended.ExecuteAsync(
            static async (state, token) => await state.Store.TryStoreAsync(state.SignUp, token),
            (Store: this, SignUp: signUp), stop);

    private async Task<SignUpOutcome> TryStoreAsync(SignUp signUp, CancellationToken stop)
    {
        var now = signUp.User.CreatedAt;
        var verdict = await _invitations.JudgeAsync(signUp.InvitationCode, signUp.User.UserId, now, stop);
        var user = Place(signUp.User, verdict);
        TransactWriteItem[] redemption = verdict is InvitationVerdict.Invited invited
            ? [_invitations.Redeem(invited, user.UserId, now)]
            : [];
        var outcome = signUp.ClaimsEmail
            ? await _writer.TryAsync(user, redemption, stop)
            : await UserTransaction.TryAsync(dynamoDb, [user.Put(tables.Users), .. redemption], stop);
        return outcome switch
        {
            TransactionOutcome.Written => new SignUpOutcome.Stored(user.TenantId!, user.Invitation),
            TransactionOutcome.Refused refused when refused.Failed(UserWriter.UserPut) => await RecallAsync(user, stop),
            TransactionOutcome.Refused refused when signUp.ClaimsEmail && refused.FailedAlone(UserWriter.EmailPut) =>
                await StoreFailedAsync(signUp.User, stop),
            // Another user has just redeemed the invitation: the next try sees that it is used.
            TransactionOutcome.Refused or TransactionOutcome.Contended => new SignUpOutcome.Contended(),
            _ => throw new UnreachableException(),
        };
    }

    private static NewUser Place(NewUser user, InvitationVerdict verdict) => verdict switch
    {
        InvitationVerdict.NotInvited => user with { TenantId = TenantId.OwnOf(user.UserId) },
        InvitationVerdict.Invited invited =>
            user with { TenantId = invited.TenantId, Invitation = InvitationMark.Redeemed },
        InvitationVerdict.Refused refused =>
            user with { TenantId = TenantId.OwnOf(user.UserId), Invitation = refused.Reason },
        _ => throw new UnreachableException(),
    };

    // The user is there: the pool, or the SDK, has called before. One from before there were tenants has their own.
    private async Task<SignUpOutcome> RecallAsync(NewUser user, CancellationToken stop) =>
        await _users.ReadAsync(user.UserId, stop) switch
        {
            { Reason: FailureReason.EmailTaken } => new SignUpOutcome.EmailTaken(),
            { TenantId: { } tenantId } stored => new SignUpOutcome.Stored(tenantId, stored.Invitation),
            _ => new SignUpOutcome.Stored(TenantId.OwnOf(user.UserId), Invitation: null),
        };

    private async Task<SignUpOutcome> StoreFailedAsync(NewUser user, CancellationToken stop)
    {
        var failed = user with { Status = UserStatus.Failed, Reason = FailureReason.EmailTaken };
        return await UserTransaction.TryAsync(dynamoDb, [failed.Put(tables.Users)], stop) switch
        {
            // Refused: an earlier try has stored the user, and its answer was lost.
            TransactionOutcome.Written or TransactionOutcome.Refused => new SignUpOutcome.EmailTaken(),
            TransactionOutcome.Contended => new SignUpOutcome.Contended(),
            _ => throw new UnreachableException(),
        };
    }
}

/// <summary>The names of the tables that a sign-up is written to.</summary>
internal sealed record SignUpTables(string Users, string Identities, string Invitations)
{
    public static SignUpTables Read(FunctionSettings settings) => new(
        settings.Required("USERS_TABLE"),
        settings.Required("IDENTITIES_TABLE"),
        settings.Required("INVITATIONS_TABLE"));
}
