using Amazon.Runtime;
using Microsoft.Extensions.Logging;
using Onboarding.Functions.Events;
using Onboarding.Functions.Hosting;
using Onboarding.Functions.StatusEvents;
using Onboarding.Functions.Streams;
using Onboarding.Functions.Users;
using Onboarding.ServiceDefaults.Tracing;

namespace Onboarding.Functions.Provision;

/// <summary>
/// Follows the Users table for users in processing and gives them what they signed up for: a bucket, its policy and
/// the welcome mail; then they are completed. The ledger says which steps are done, so that a record that is delivered
/// again continues where the last delivery stopped. What a service refuses for good ends the user as failed, with the
/// reason.
/// </summary>
internal sealed class ProvisionFunction(
    StepLedger ledger,
    UserBucket bucket,
    WelcomeMail mail,
    RegistrationReport report,
    TimeProvider time,
    ILogger logger)
    : IRecordUseCase
{
    /// <summary>The outcome where another delivery has, or will have, the last word.</summary>
    private const string Unchanged = "unchanged";

    public static IEventReader Create(FunctionServices services)
    {
        var settings = ProvisionSettings.Read(services.Settings);
        var ledger = new StepLedger(services.Aws.DynamoDb, settings.UsersTable, services.Time);
        var bucket = new UserBucket(services.Aws.S3, settings.BucketPrefix);
        var mail = new WelcomeMail(services.Aws.Email, ledger, settings, services.Time);
        var logger = services.Telemetry.Loggers.CreateLogger("Onboarding.Functions.Provision");
        var report = RegistrationReport.Of(services.Telemetry);
        return new StreamEventReader(
            new ProvisionFunction(ledger, bucket, mail, report, services.Time, logger),
            services,
            StatusOutbox.Create(services, UserStatus.Processing, UserStatus.Completed, UserStatus.Failed));
    }

    // Every entry in the ledger is a change of the item and comes back as a record with status processing. Only the
    // change to processing is worked on; it stays the record that is delivered again until all steps are done.
    public bool Concerns(StreamRecord record) => StatusChange.Of(record) is { Status: UserStatus.Processing };

    public async Task HandleAsync(StreamRecord record, RecordContext context)
    {
        var userId = new UserItem(record.Change.NewImage).RequiredUserId;
        context.Span?.SetTag(SemanticConventions.Onboarding.UserId, userId);
        var user = await ledger.ReadAsync(userId, context.Stop);
        var outcome = user is { Status: UserStatus.Processing }
            ? await ProvisionAsync(user, context)
            : Unchanged;
        context.Span?.SetTag(SemanticConventions.Onboarding.Outcome, outcome);
        ProvisionLog.Handled(logger, userId, outcome);
    }

    // The order is part of the contract: the mail says that the bucket is ready. Bucket and policy may be made twice:
    // they enter the ledger with the next entry and cost no write of their own.
    private async Task<string> ProvisionAsync(UserItem user, RecordContext context)
    {
        var userId = user.UserId!;
        List<MadeStep> made = [];
        var step = Step.Bucket;
        try
        {
            if (!StepLedger.IsDone(user, step))
            {
                await bucket.CreateAsync(userId, context.Invocation, context.Stop);
                made.Add(new MadeStep(step, time.GetUtcNow(), bucket.NameFor(userId)));
            }

            step = Step.BucketPolicy;
            if (!StepLedger.IsDone(user, step))
            {
                await bucket.PutPolicyAsync(userId, context.Invocation, context.Stop);
                made.Add(new MadeStep(step, time.GetUtcNow()));
            }

            step = Step.WelcomeMail;
            return await mail.SendAsync(user, made, context) ? Completed(user) : Unchanged;
        }
        catch (Exception exception) when (StepFault.Of(exception) is { Reason: not null } fault)
        {
            return await FailAsync(user, step, made, fault, context);
        }
        catch (Exception exception)
        {
            await NoteAsync(userId, step, made, StepFault.Of(exception), context);
            throw;
        }
    }

    /// <summary>The record is handled by that: no repetition changes a permanent fault.</summary>
    private async Task<string> FailAsync(
        UserItem user, string step, IReadOnlyList<MadeStep> made, StepFault fault, RecordContext context)
    {
        ProvisionLog.Refused(logger, user.UserId!, step, fault.Code, fault.Reason!);
        if (!await ledger.FailAsync(user.UserId!, step, made, fault, context.Undisturbed()))
        {
            return Unchanged;
        }

        report.Failed(user, fault.Reason!, time.GetUtcNow(), context.Span);
        return UserStatus.Failed;
    }

    private string Completed(UserItem user)
    {
        report.Completed(user, time.GetUtcNow());
        return UserStatus.Completed;
    }

    private async Task NoteAsync(
        string userId, string step, IReadOnlyList<MadeStep> made, StepFault fault, RecordContext context)
    {
        try
        {
            await ledger.NoteAsync(userId, step, made, fault, context.Undisturbed());
        }
        catch (Exception exception) when (
            exception is AmazonServiceException or AmazonClientException or HttpRequestException or IOException)
        {
            // It may be the table itself that fails. What the record fails for is the first fault, not this one.
            ProvisionLog.NotNoted(logger, userId, step, StepFault.Of(exception).Code);
        }
    }
}
