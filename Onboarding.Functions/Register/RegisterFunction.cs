using Microsoft.Extensions.Logging;
using Onboarding.Functions.Events;
using Onboarding.Functions.Hosting;
using Onboarding.Functions.Http;
using Onboarding.Functions.Users;
using Onboarding.Functions.Users.OverHttp;

namespace Onboarding.Functions.Register;

/// <summary>
/// <c>POST /register</c> {email, name, phone}: stores the user as pending and answers 202 with where to look.
/// 400 with every fault, 401 where no authorizer names an API key, 409 for a known e-mail, 415 for another content
/// type, 422 for an <c>Idempotency-Key</c> that was used with other content under the same API key, 503 when contention
/// did not end.
/// </summary>
internal sealed class RegisterFunction(RegistrationStore store, TimeProvider clock, ILogger logger) : IHttpUseCase
{
    public static IEventReader Create(FunctionServices services)
    {
        FunctionSettings settings = services.Settings;
        ILogger logger = services.Telemetry.Loggers.CreateLogger("Onboarding.Functions.Register");
        var store = new RegistrationStore(
            services.Aws.DynamoDb, settings.Required("USERS_TABLE"), settings.Required("IDENTITIES_TABLE"),
            services.Clock, logger);
        return new HttpEventReader(new RegisterFunction(store, services.Clock, logger));
    }

    public async Task<HttpApiResponse> HandleAsync(HttpApiRequest request, InvocationContext context)
    {
        if (Caller.ApiKeyIdOf(request) is not { } apiKeyId)
        {
            return Caller.WithoutApiKey();
        }

        if (!JsonContent.IsDeclared(request))
        {
            return HttpAnswers.Problem(415, "Unsupported Media Type", "Send the registration as application/json.");
        }

        List<FieldFault> faults = [];
        RegisterRequest? registration = RegisterBody.Parse(request, faults);
        IdempotencyKey? key = ReadIdempotencyKey(request, apiKeyId, faults);
        if (registration is null || faults.Count > 0)
        {
            return HttpAnswers.Problem(400, "Bad Request", "The registration is not valid.", faults);
        }

        RegistrationOutcome outcome = await store.StoreAsync(
            Decide(registration, key, context.Traceparent), context.Cancellation);
        return Answer(outcome);
    }

    private NewRegistration Decide(RegisterRequest registration, IdempotencyKey? key, string? traceparent)
    {
        DateTimeOffset now = clock.GetUtcNow();
        // Version 7 sorts by time, which keeps neighbours together in logs and lists; it says when somebody signed up.
        string userId = Guid.CreateVersion7(now).ToString();
        string body = HttpAnswers.Write(json =>
        {
            json.WriteString("userId", userId);
            json.WriteString("status", UserStatus.Pending);
        });
        return new NewRegistration(userId, registration, key, now, traceparent)
        {
            Answer = new FirstAnswer(userId, body),
        };
    }

    private HttpApiResponse Answer(RegistrationOutcome outcome)
    {
        switch (outcome)
        {
            case RegistrationOutcome.Stored stored:
                RegisterLog.Registered(logger, stored.Answer.UserId);
                return Accepted(stored.Answer);
            case RegistrationOutcome.Repeated repeated:
                RegisterLog.Repeated(logger, repeated.Answer.UserId);
                return Accepted(repeated.Answer);
            case RegistrationOutcome.EmailTaken:
                return HttpAnswers.Problem(409, "Conflict", "This e-mail address is registered already.");
            case RegistrationOutcome.KeyReused:
                return HttpAnswers.Problem(
                    422, "Unprocessable Content", "This Idempotency-Key was used with another request.");
            default:
                return HttpAnswers.Busy();
        }
    }

    private static HttpApiResponse Accepted(FirstAnswer answer) => new()
    {
        StatusCode = 202,
        Headers = new Dictionary<string, string>
        {
            ["content-type"] = "application/json",
            ["location"] = $"/registrations/{answer.UserId}",
        },
        Body = answer.Body,
    };

    private static IdempotencyKey? ReadIdempotencyKey(HttpApiRequest request, string apiKeyId, List<FieldFault> faults)
    {
        if (request.Header("idempotency-key") is not { } text)
        {
            return null;
        }

        if (IdempotencyKey.Fault(text) is { } fault)
        {
            faults.Add(new FieldFault("Idempotency-Key", fault));
        }

        return new IdempotencyKey(apiKeyId, text);
    }
}
