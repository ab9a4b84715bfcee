using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Onboarding.Functions.Events;
using Onboarding.Functions.Hosting;
using Onboarding.Functions.Http;
using Onboarding.Functions.Randomness;
using Onboarding.Functions.Users;
using Onboarding.Functions.Users.Passwords;

namespace Onboarding.Functions.CreateUser;

/// <summary>
/// <c>POST /createUser</c> {username, password, email, name, phone}: stores the user as pending and answers 200 with
/// <c>{"userId","status"}</c>. 400 with every fault, every weakness of the password among them; 409 for a known
/// username or e-mail, naming which; 415 for another content type; 429 when too many passwords are being hashed; 503
/// when contention did not end. A fault of the world is thrown, which the gateway answers with 500.
/// </summary>
internal sealed class CreateUserFunction(
    CreateUserStore store, PasswordWork work, RandomSource random, TimeProvider time, ILogger logger) : IHttpUseCase
{
    public static IEventReader Create(FunctionServices services)
    {
        var settings = services.Settings;
        var logger = services.Telemetry.Loggers.CreateLogger("Onboarding.Functions.CreateUser");
        var report = RegistrationReport.Of(services.Telemetry);
        var store = new CreateUserStore(
            services.Aws.DynamoDb, settings.Required("USERS_TABLE"), settings.Required("IDENTITIES_TABLE"),
            new Contention(services.Time, services.Random), report);
        return new HttpEventReader(
            new CreateUserFunction(store, PasswordWork.OfProcess, services.Random, services.Time, logger), services)
        {
            OnRefused = status => report.Refused(UserSource.CreateUser, status),
        };
    }

    public async Task<HttpApiResponse> HandleAsync(HttpApiRequest request, InvocationContext context)
    {
        if (!JsonContent.IsDeclared(request))
        {
            return HttpResponses.Problem(415, "Unsupported Media Type", "Send the user as application/json.");
        }

        List<FieldFault> faults = [];
        if (CreateUserBody.Parse(request, faults) is not { } body)
        {
            return HttpResponses.Problem(400, "Bad Request", "The user is not valid.", faults);
        }

        using var place = work.TryTakePlace();
        if (place is null)
        {
            return HttpResponses.TooManyRequests();
        }

        var user = Decide(body, context.Traceparent);
        var password = await place.RunAsync(() => PasswordHash.Of(body.Password, random), context.Stop);
        var outcome = await store.StoreAsync(user, password, context.Stop);
        return Respond(outcome, user);
    }

    private NewUser Decide(CreateUserRequest request, string? traceparent)
    {
        var now = time.GetUtcNow();
        return new NewUser(UserId.New(now, random), UserSource.CreateUser, now)
        {
            Email = request.Email,
            // No code was mailed to the address, and the caller is not authenticated.
            Proof = AddressProof.Claimed,
            Username = request.Username,
            Name = request.Name,
            Phone = request.Phone,
            Traceparent = traceparent,
        };
    }

    private HttpApiResponse Respond(CreateUserOutcome outcome, NewUser user)
    {
        switch (outcome)
        {
            case CreateUserOutcome.Stored:
                CreateUserLog.Created(logger, user.UserId);
                return HttpResponses.Personal(json =>
                {
                    json.WriteString("userId", user.UserId);
                    json.WriteString("status", user.Status);
                });
            case CreateUserOutcome.Taken taken:
                return HttpResponses.Problem(409, "Conflict", "This name is taken.", FaultsOf(taken));
            case CreateUserOutcome.Contended:
                return HttpResponses.Busy();
            default:
                throw new UnreachableException();
        }
    }

    private static List<FieldFault> FaultsOf(CreateUserOutcome.Taken taken)
    {
        List<FieldFault> faults = [];
        if (taken.Username)
        {
            faults.Add(new FieldFault("username", "is taken"));
        }

        if (taken.Email)
        {
            faults.Add(new FieldFault("email", "is registered already"));
        }

        return faults;
    }
}
