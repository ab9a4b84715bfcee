using Microsoft.Extensions.Logging;
using Onboarding.Functions.Events;
using Onboarding.Functions.Hosting;
using Onboarding.Functions.Streams;
using Onboarding.Functions.Users;
using Onboarding.ServiceDefaults.Tracing;

namespace Onboarding.Functions.Provision;

/// <summary>
/// Follows the Users table for users in processing and gives them what they signed up for: a bucket, its policy and
/// the welcome mail; then they are completed. Each step is noted in the ledger, so that a record that is delivered
/// again continues where the last delivery stopped.
/// </summary>
internal sealed class ProvisionFunction(StepLedger ledger, UserBucket bucket, WelcomeMail mail, ILogger logger)
    : IRecordUseCase
{
    public static IEventReader Create(FunctionServices services)
    {
        var settings = ProvisionSettings.Read(services.Settings);
        var ledger = new StepLedger(services.Aws.DynamoDb, settings.UsersTable, services.Clock);
        var bucket = new UserBucket(services.Aws.S3, settings.BucketPrefix);
        var mail = new WelcomeMail(services.Aws.Email, ledger, settings.MailFrom, services.Clock);
        ILogger logger = services.Telemetry.Loggers.CreateLogger("Onboarding.Functions.Provision");
        return new StreamEventReader(new ProvisionFunction(ledger, bucket, mail, logger), services);
    }

    // Every entry in the ledger is a change of the item and comes back as a record with status processing. Only the
    // change to processing has an empty ledger; it stays the record that is delivered again until all steps are done.
    public bool Concerns(StreamRecord record) =>
        record.EventName is "INSERT" or "MODIFY"
        && new UserItem(record.Change.NewImage) is
        {
            Status: UserStatus.Processing, UserId: not null, Steps.Count: 0,
        };

    public async Task HandleAsync(StreamRecord record, RecordContext context)
    {
        string userId = new UserItem(record.Change.NewImage).UserId!;
        context.Span?.SetTag(SemanticConventions.Onboarding.UserId, userId);
        UserItem? user = await ledger.ReadAsync(userId, context.Cancellation);
        bool completed = user is { Status: UserStatus.Processing } && await ProvisionAsync(user, context);
        context.Span?.SetTag(
            SemanticConventions.Onboarding.Outcome, completed ? UserStatus.Completed : "unchanged");
        if (completed)
        {
            ProvisionLog.Completed(logger, userId);
        }
        else
        {
            ProvisionLog.Unchanged(logger, userId);
        }
    }

    // The order is part of the promise: whoever reads the mail finds the bucket ready.
    private async Task<bool> ProvisionAsync(UserItem user, RecordContext context)
    {
        string userId = user.UserId!;
        if (!StepLedger.IsDone(user, Step.Bucket))
        {
            await bucket.CreateAsync(userId, context.Cancellation);
            if (!await ledger.RecordAsync(userId, Step.Bucket, bucket.NameFor(userId), context))
            {
                return false;
            }
        }

        if (!StepLedger.IsDone(user, Step.BucketPolicy))
        {
            await bucket.PutPolicyAsync(userId, context.Invocation, context.Cancellation);
            if (!await ledger.RecordAsync(userId, Step.BucketPolicy, null, context))
            {
                return false;
            }
        }

        return await mail.SendAsync(user, context);
    }
}
