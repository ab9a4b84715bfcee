using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Onboarding.Functions.Events;
using Onboarding.Functions.Hosting;
using Onboarding.Functions.Users;
using Onboarding.ServiceDefaults.Tracing;

namespace Onboarding.Functions.PostConfirmation;

/// <summary>
/// The user pool's trigger after a confirmation: stores who has signed up as a pending user. The bus hears of it from
/// the table's stream (<see cref="StatusEvents.SignUpEvents"/>). The pool calls it after a password reset, too, which
/// is no sign-up
/// (https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-confirmation.html).
/// </summary>
/// <remarks>
/// The pool's calls may repeat: the user is stored once. A fault is thrown, and the pool answers its client with
/// UserLambdaValidationException. One write is all that happens here: between two of them a process could die, and a
/// call that failed is not made again, as the user is confirmed by then.
/// </remarks>
internal sealed class PostConfirmationFunction(
    SignUpStore store, RegistrationReport report, TimeProvider time, ILogger logger)
{
    private const string ConfirmSignUp = "PostConfirmation_ConfirmSignUp";

    public static IEventReader Create(FunctionServices services)
    {
        var settings = services.Settings;
        var logger = services.Telemetry.Loggers.CreateLogger("Onboarding.Functions.PostConfirmation");
        var report = RegistrationReport.Of(services.Telemetry);
        var store = new SignUpStore(
            services.Aws.DynamoDb,
            SignUpTables.Read(settings),
            new Contention(services.Time, services.Random),
            report);
        return new CognitoTriggerReader(new PostConfirmationFunction(store, report, services.Time, logger));
    }

    public async Task HandleAsync(
        string triggerSource, CognitoTriggerRequest request, Activity? span, InvocationContext context)
    {
        if (triggerSource != ConfirmSignUp)
        {
            PostConfirmationLog.Ignored(logger, triggerSource);
            return;
        }

        var signUp = SignUp.From(request, time.GetUtcNow(), context.Traceparent);
        var user = signUp.User;
        span?.SetTag(SemanticConventions.Onboarding.UserId, user.UserId);
        var outcome = await store.StoreAsync(signUp, context.Stop);
        span?.SetTag(SemanticConventions.Onboarding.Outcome, outcome.GetType().Name.ToLowerInvariant());
        switch (outcome)
        {
            case SignUpOutcome.Stored stored:
                PostConfirmationLog.SignedUp(logger, user.UserId, stored.TenantId, stored.Invitation ?? "not shown");
                break;
            case SignUpOutcome.EmailTaken:
                report.Failed(user, FailureReason.EmailTaken, span);
                break;
            case SignUpOutcome.Contended:
                throw new TimeoutException($"User {user.UserId} could not be stored: the contention did not end.");
            default:
                throw new UnreachableException();
        }
    }
}
