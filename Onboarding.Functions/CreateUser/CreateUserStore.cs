using System.Diagnostics;
using Amazon.DynamoDBv2;
using Onboarding.Functions.Users;
using Onboarding.Functions.Users.Passwords;
using Polly;

namespace Onboarding.Functions.CreateUser;

/// <summary>Writes user, e-mail claim and username claim in one transaction.</summary>
/// <remarks>
/// The password hash lies in the username's claim and nowhere else: the Users table has a stream, and what a stream
/// carries ends up in functions, dead letters and logs.
/// </remarks>
internal sealed class CreateUserStore(
    IAmazonDynamoDB dynamoDb,
    string usersTable,
    string identitiesTable,
    Contention contention,
    RegistrationReport report)
{
    private const int UsernamePut = UserWriter.EmailPut + 1;

    private readonly UserWriter _writer = new(dynamoDb, usersTable, identitiesTable, report);

    private readonly ResiliencePipeline _whileContended = contention.Retry<CreateUserOutcome>(
        outcome => outcome is CreateUserOutcome.Contended);

    public ValueTask<CreateUserOutcome> StoreAsync(
        NewUser user, PasswordHash password, CancellationToken stop) =>
        _whileContended.ExecuteAsync(
            static async (state, token) => await state.Store.TryStoreAsync(state.User, state.Password, token),
            (Store: this, User: user, Password: password), stop);

    private async Task<CreateUserOutcome> TryStoreAsync(
        NewUser user, PasswordHash password, CancellationToken stop)
    {
        var username = user.Claim(
            identitiesTable, Credential.IdentityOf(user.Username!), (Credential.Password, password.ToText()));
        return await _writer.TryAsync(user, [username], stop) switch
        {
            TransactionOutcome.Written => new CreateUserOutcome.Stored(),
            // This request made the user id up: it exists only because an earlier try got through and its answer was
            // lost.
            TransactionOutcome.Refused refused when refused.Failed(UserWriter.UserPut) =>
                new CreateUserOutcome.Stored(),
            TransactionOutcome.Refused refused =>
                new CreateUserOutcome.Taken(refused.Failed(UsernamePut), refused.Failed(UserWriter.EmailPut)),
            TransactionOutcome.Contended => new CreateUserOutcome.Contended(),
            _ => throw new UnreachableException(),
        };
    }
}
