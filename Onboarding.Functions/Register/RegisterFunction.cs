using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Onboarding.Functions.Events;
using Onboarding.Functions.Hosting;
using Onboarding.Functions.Http;
using Onboarding.Functions.Randomness;
using Onboarding.Functions.Users;
using Onboarding.Functions.Users.OverHttp;

namespace Onboarding.Functions.Register;

/// <summary>
/// <c>POST /register</c> {email, name, phone}: stores the user as pending and answers 202 with where to look.
/// 400 with every fault, 401 where no authorizer names an API key, 409 for a known e-mail, 415 for another content
/// type, 422 for an <c>Idempotency-Key</c> that was used with other content under the same API key, 503 when contention
/// did not end.
/// </summary>
internal sealed class RegisterFunction(
    RegistrationStore store, RandomSource random, TimeProvider time, ILogger logger) : IHttpUseCase
{
    public static IEventReader Create(FunctionServices services)
    {
        var settings = services.Settings;
        var logger = services.Telemetry.Loggers.CreateLogger("Onboarding.Functions.Register");
        var report = RegistrationReport.Of(services.Telemetry);
        var store = new RegistrationStore(
            services.Aws.DynamoDb, settings.Required("USERS_TABLE"), settings.Required("IDENTITIES_TABLE"),
            new Contention(services.Time, services.Random), report);
        return new HttpEventReader(new RegisterFunction(store, services.Random, services.Time, logger), services)
        {
            OnRefused = status => report.Refused(UserSource.Register, status),
        };
    }

    public async Task<HttpApiResponse> HandleAsync(HttpApiRequest request, InvocationContext context)
    {
        if (Caller.ApiKeyIdOf(request) is not { } apiKeyId)
        {
            return Caller.WithoutApiKey();
        }

        if (!JsonContent.IsDeclared(request))
        {
            return HttpResponses.Problem(415, "Unsupported Media Type", "Send the registration as application/json.");
        }

        List<FieldFault> faults = [];
        var body = RegisterBody.Parse(request, faults);
        var keyIdentity = ReadIdempotencyKey(request, apiKeyId, faults);
        if (body is null || faults.Count > 0)
        {
            return HttpResponses.Problem(400, "Bad Request", "The registration is not valid.", faults);
        }

        var registration = Decide(body, context.Traceparent) with { KeyIdentity = keyIdentity };
        var outcome = await store.StoreAsync(registration, context.Stop);
        return Respond(outcome, registration);
    }

    private Registration Decide(RegisterRequest request, string? traceparent)
    {
        var now = time.GetUtcNow();
        var user = new NewUser(UserId.New(now, random), UserSource.Register, now)
        {
            Email = request.Email,
            // The holder of an API key vouches for the address.
            Proof = AddressProof.Vouched,
            Name = request.Name,
            Phone = request.Phone,
            Traceparent = traceparent,
        };
        var body = HttpResponses.Write(json =>
        {
            json.WriteString("userId", user.UserId);
            json.WriteString("status", user.Status);
        });
        return new Registration(user) { RequestHash = request.Hash(), ResponseBody = body };
    }

    private HttpApiResponse Respond(RegistrationOutcome outcome, Registration registration)
    {
        switch (outcome)
        {
            case RegistrationOutcome.Stored:
                RegisterLog.Registered(logger, registration.User.UserId);
                return Accepted(registration.User.UserId, registration.ResponseBody);
            case RegistrationOutcome.Repeated first:
                RegisterLog.Repeated(logger, first.UserId);
                return Accepted(first.UserId, first.ResponseBody);
            case RegistrationOutcome.EmailTaken:
                return HttpResponses.Problem(409, "Conflict", "This e-mail address is registered already.");
            case RegistrationOutcome.KeyReused:
                return HttpResponses.Problem(
                    422, "Unprocessable Content", "This Idempotency-Key was used with another request.");
            case RegistrationOutcome.Contended:
                return HttpResponses.Busy();
            default:
                throw new UnreachableException();
        }
    }

    private static HttpApiResponse Accepted(string userId, string body) => new()
    {
        StatusCode = 202,
        Headers = new Dictionary<string, string>
        {
            ["content-type"] = "application/json",
            ["location"] = $"/registrations/{userId}",
        },
        Body = body,
    };

    /// <summary>The identity of the client's key; null where it sent none.</summary>
    private static string? ReadIdempotencyKey(HttpApiRequest request, string apiKeyId, List<FieldFault> faults)
    {
        if (request.Header("idempotency-key") is not { } text)
        {
            return null;
        }

        if (IdempotencyKey.Fault(text) is { } fault)
        {
            faults.Add(new FieldFault("Idempotency-Key", fault));
        }

        return IdempotencyKey.IdentityOf(apiKeyId, text);
    }
}
