using Microsoft.Extensions.Logging;
using Onboarding.Functions.Events;
using Onboarding.Functions.Hosting;
using Onboarding.Functions.Http;
using Onboarding.Functions.Randomness;
using Onboarding.Functions.Users;
using Onboarding.Functions.Users.Fields;
using Onboarding.Functions.Users.Passwords;

namespace Onboarding.Functions.Login;

/// <summary>
/// <c>POST /login</c> {username, password} of a user who came through <c>POST /createUser</c>: 200 with
/// <c>{"userId","status"}</c>. It authenticates and issues no token; tokens are Cognito's. 400 when one of
/// the two is missing, 415 for another content type, 429 when too many passwords are being checked, else 401.
/// </summary>
/// <remarks>
/// One answer, 401 and always the same, for an unknown name, a wrong password, a locked name and one that is being
/// tried too often at this moment: a 429 for a locked name would tell that the name exists. Each of these paths reads
/// once, writes once and derives one key, so that the time tells nothing either. A right password of a
/// displaced user, whose address another user has proven, gets the same answer.
/// A lock also lets an attacker who knows a name keep its user out; the lock's length is limited for that reason.
/// </remarks>
internal sealed class LoginFunction(
    CredentialStore credentials, UserTable users, PasswordWork work, RandomSource random, ILogger logger) : IHttpUseCase
{
    private static readonly string[] Known = ["username", "password"];

    private readonly PasswordHash _decoy = PasswordHash.Decoy(random);

    public static IEventReader Create(FunctionServices services)
    {
        var settings = services.Settings;
        var credentials = new CredentialStore(
            services.Aws.DynamoDb, settings.Required("IDENTITIES_TABLE"),
            new Contention(services.Time, services.Random), services.Time);
        var users = new UserTable(services.Aws.DynamoDb, settings.Required("USERS_TABLE"));
        var logger = services.Telemetry.Loggers.CreateLogger("Onboarding.Functions.Login");
        return new HttpEventReader(
            new LoginFunction(credentials, users, PasswordWork.OfProcess, services.Random, logger), services);
    }

    public async Task<HttpApiResponse> HandleAsync(HttpApiRequest request, InvocationContext context)
    {
        if (!JsonContent.IsDeclared(request))
        {
            return HttpResponses.Problem(415, "Unsupported Media Type", "Send the credential as application/json.");
        }

        List<FieldFault> faults = [];
        var fields = BodyFields.Read(request, Known, faults);
        var username = fields?.Required("username") ?? "";
        var password = fields?.Required("password") ?? "";
        if (faults.Count > 0)
        {
            return HttpResponses.Problem(400, "Bad Request", "The credential is not valid.", faults);
        }

        // Before the attempt is counted and the name is read: the 429 tells nothing of a name.
        using var place = work.TryTakePlace();
        if (place is null)
        {
            return HttpResponses.TooManyRequests();
        }

        var user = await SignInAsync(username, password, place, context.Stop);
        if (user is null)
        {
            return HttpResponses.Problem(401, "Unauthorized", "Username or password is wrong, or the user is locked.");
        }

        LoginLog.SignedIn(logger, user.UserId!);
        return HttpResponses.Personal(json =>
        {
            json.WriteString("userId", user.UserId);
            json.WriteString("status", user.Status);
        });
    }

    private async Task<UserItem?> SignInAsync(
        string text, string password, PasswordWork.Place place, CancellationToken stop)
    {
        // An invalid name is no user, which is no secret: there is nothing to look up.
        if (Username.Normalise(text, out var username) is not null)
        {
            return null;
        }

        var attempt = await credentials.AttemptAsync(username, stop);
        var credential = attempt.IsCounted ? attempt.Credential : null;
        var stored = credential?.Password ?? _decoy;
        var fits = await place.RunAsync(() => stored.Verify(password), stop);
        if (credential is null || !fits)
        {
            Report(attempt);
            return null;
        }

        await credentials.SucceedAsync(username, stop);
        if (credential.Password.IsOutdated)
        {
            var renewed = await place.RunAsync(() => PasswordHash.Of(password, random), stop);
            await credentials.RehashAsync(username, credential.Password, renewed, stop);
        }

        var user = await users.ReadAsync(credential.UserId, stop);
        if (user is null)
        {
            LoginLog.Orphaned(logger, credential.UserId);
        }

        if (user is { IsDisplaced: true })
        {
            LoginLog.Displaced(logger, credential.UserId);
            return null;
        }

        return user;
    }

    private void Report(Attempt attempt)
    {
        if (attempt.Credential is not { } credential)
        {
            return;
        }

        if (attempt.IsLocked)
        {
            LoginLog.LockedOut(logger, credential.UserId);
        }
        else
        {
            LoginLog.Refused(logger, credential.UserId);
        }
    }
}
