using System.Diagnostics;
using Amazon.DynamoDBv2;
using Microsoft.Extensions.Logging;
using Onboarding.Functions.Users;

namespace Onboarding.Functions.Sweep;

/// <summary>
/// Drives a registration again that is open for longer than the pipeline works on one: back to pending as another
/// attempt, which is a record of the stream. After the last attempt the user fails with a reason.
/// </summary>
internal sealed class OpenRegistration(
    IAmazonDynamoDB dynamoDb, SweepSettings settings, RegistrationReport report, TimeProvider time, ILogger logger)
{
    public Task<SweepOutcome> HandleAsync(
        DueEntry entry, UserItem user, string? traceparent, CancellationToken stop) =>
        user.Attempt < settings.AttemptsMax
            ? DriveAsync(entry, user, traceparent, stop)
            : FailAsync(entry, user, traceparent, stop);

    private async Task<SweepOutcome> DriveAsync(
        DueEntry entry, UserItem user, string? traceparent, CancellationToken stop)
    {
        var attempt = user.Attempt + 1;
        var isDriven = await entry.Update(settings.UsersTable)
            .RequireStatus(user.Status!)
            .DriveAgain(attempt, time.GetUtcNow(), traceparent)
            .ApplyAsync(dynamoDb, stop);
        if (!isDriven)
        {
            return SweepOutcome.Overtaken;
        }

        SweepLog.DrivenAgain(logger, entry.UserId, user.Status!, attempt);
        return SweepOutcome.Driven;
    }

    private async Task<SweepOutcome> FailAsync(
        DueEntry entry, UserItem user, string? traceparent, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var isFailed = await entry.Update(settings.UsersTable)
            .RequireStatus(user.Status!)
            .MoveTo(UserStatus.Failed, now, traceparent)
            .Set("metadata.reason", FailureReason.RegistrationStalled)
            .ApplyAsync(dynamoDb, stop);
        if (!isFailed)
        {
            return SweepOutcome.Overtaken;
        }

        report.Failed(user, FailureReason.RegistrationStalled, now, Activity.Current);
        return SweepOutcome.Failed;
    }
}
