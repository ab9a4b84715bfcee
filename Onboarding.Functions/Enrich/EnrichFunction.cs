using Amazon.DynamoDBv2;
using Microsoft.Extensions.Logging;
using Onboarding.Functions.Domains;
using Onboarding.Functions.Events;
using Onboarding.Functions.Hosting;
using Onboarding.Functions.StatusEvents;
using Onboarding.Functions.Streams;
using Onboarding.Functions.Users;
using Onboarding.Functions.Users.Fields;
using Onboarding.ServiceDefaults.Tracing;

namespace Onboarding.Functions.Enrich;

/// <summary>
/// Follows the Users table for pending users: checks what every door must have stored, normalises the e-mail, applies
/// the domain lists, asks the registry about the domain; then moves the user to processing, or to failed with a reason.
/// A registry that cannot be asked never stops a user: the domain is then marked unverified.
/// </summary>
/// <remarks>
/// One conditional update, pending → next, is the only effect. A record that is delivered twice, or whose user has
/// moved on, fails the condition and changes nothing.
/// </remarks>
internal sealed class EnrichFunction(
    IAmazonDynamoDB dynamoDb,
    EnrichSettings settings,
    RdapClient rdap,
    RegistrationReport report,
    TimeProvider time,
    ILogger logger)
    : IRecordUseCase
{
    public static IEventReader Create(FunctionServices services)
    {
        var settings = EnrichSettings.Read(services.Settings);
        var rdap = services.Own(
            new RdapClient(settings.RdapUrl, services.Telemetry.Source, services.Time, services.Random));
        var logger = services.Telemetry.Loggers.CreateLogger("Onboarding.Functions.Enrich");
        var report = RegistrationReport.Of(services.Telemetry);
        return new StreamEventReader(
            new EnrichFunction(services.Aws.DynamoDb, settings, rdap, report, services.Time, logger),
            services,
            StatusOutbox.Create(services, UserStatus.Pending));
    }

    public bool Concerns(StreamRecord record) =>
        record.EventName is "INSERT" or "MODIFY"
        && new UserItem(record.Change.NewImage) is { Status: UserStatus.Pending };

    public async Task HandleAsync(StreamRecord record, RecordContext context)
    {
        var user = new UserItem(record.Change.NewImage);
        var userId = user.RequiredUserId;
        context.Span?.SetTag(SemanticConventions.Onboarding.UserId, userId);
        var finding = await ExamineAsync(user, context.Invocation);
        if (finding.Domain is DomainLookup.Unverified { Cause: var cause })
        {
            EnrichLog.Unverified(logger, userId, cause);
        }

        var update = new UserUpdate(settings.UsersTable, userId).RequireStatus(UserStatus.Pending);
        if (finding.Failure is { } reason)
        {
            update.MoveTo(UserStatus.Failed, time.GetUtcNow(), context.Traceparent).Set("metadata.reason", reason);
        }
        else
        {
            update.MoveTo(UserStatus.Processing, time.GetUtcNow(), context.Traceparent)
                .Set("email", finding.Email)
                .Set("domain", DomainAttribute.Of(
                    EmailAddress.DomainOf(finding.Email!), finding.Domain!, time.GetUtcNow()));
        }

        var moved = await update.ApplyAsync(dynamoDb, context.Stop);
        Tell(user, moved, finding.Failure, context);
    }

    private void Tell(UserItem user, bool moved, string? failure, RecordContext context)
    {
        var outcome = !moved ? "unchanged" : failure is null ? UserStatus.Processing : UserStatus.Failed;
        context.Span?.SetTag(SemanticConventions.Onboarding.Outcome, outcome);
        if (moved && failure is not null)
        {
            report.Failed(user, failure, time.GetUtcNow(), context.Span);
        }
        else
        {
            EnrichLog.Enriched(logger, user.UserId!, outcome);
        }
    }

    private async Task<Finding> ExamineAsync(UserItem user, InvocationContext invocation)
    {
        if (string.IsNullOrWhiteSpace(user.Name))
        {
            return new Finding(FailureReason.NameMissing);
        }

        if (EmailAddress.Normalise(user.Email ?? "", out var email) is not null)
        {
            return new Finding(FailureReason.EmailInvalid);
        }

        var domain = EmailAddress.DomainOf(email);
        if (settings.Domains.Refusal(domain) is { } refusal)
        {
            return new Finding(refusal);
        }

        // Half of the invocation is for the registries, all records of the batch together; the rest is for the writes.
        var patience = (invocation.Budget / 2) - time.GetElapsedTime(invocation.StartedAt);
        var lookup = await rdap.FindAsync(domain, patience, invocation.Stop);
        return lookup is DomainLookup.NotRegistered
            ? new Finding(FailureReason.DomainNotRegistered)
            : new Finding(Failure: null, email, lookup);
    }

    /// <summary>What the examination found: a reason to fail, or the normalised e-mail and its domain.</summary>
    private sealed record Finding(string? Failure, string? Email = null, DomainLookup? Domain = null);
}
