using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.Logging;
using Onboarding.Functions.Events;
using Onboarding.Functions.Hosting;
using Onboarding.Functions.Streams;
using Onboarding.Functions.Users;
using Onboarding.ServiceDefaults.Tracing;

namespace Onboarding.Functions.Enrich;

/// <summary>
/// Follows the Users table for pending users: checks what every door must have stored, normalises the e-mail, applies
/// the domain lists, asks the registry about the domain; then moves the user to processing, or to failed with a reason.
/// </summary>
/// <remarks>
/// One conditional update, pending → next, is the only effect. A record that is delivered twice, or whose user has
/// moved on, fails the condition and changes nothing.
/// </remarks>
internal sealed class EnrichFunction(
    IAmazonDynamoDB dynamoDb, EnrichSettings settings, RdapClient rdap, TimeProvider clock, ILogger logger)
    : IRecordUseCase
{
    public static IEventReader Create(FunctionServices services)
    {
        var settings = EnrichSettings.Read(services.Settings);
        RdapClient rdap = services.Own(new RdapClient(settings.RdapUrl, services.Telemetry.Source, services.Clock));
        ILogger logger = services.Telemetry.Loggers.CreateLogger("Onboarding.Functions.Enrich");
        return new StreamEventReader(
            new EnrichFunction(services.Aws.DynamoDb, settings, rdap, services.Clock, logger), services);
    }

    public bool Concerns(StreamRecord record) =>
        record.EventName is "INSERT" or "MODIFY"
        && new UserItem(record.Change.NewImage) is { Status: UserStatus.Pending, UserId: not null };

    public async Task HandleAsync(StreamRecord record, RecordContext context)
    {
        var user = new UserItem(record.Change.NewImage);
        string userId = user.UserId!;
        context.Span?.SetTag(SemanticConventions.Onboarding.UserId, userId);
        Finding finding = await ExamineAsync(user, context.Cancellation);

        UserUpdate update = new UserUpdate(settings.UsersTable, userId).RequireStatus(UserStatus.Pending);
        if (finding.Failure is { } reason)
        {
            update.MoveTo(UserStatus.Failed, clock.GetUtcNow(), context.Traceparent).Set("metadata.reason", reason);
        }
        else
        {
            update.MoveTo(UserStatus.Processing, clock.GetUtcNow(), context.Traceparent)
                .Set("email", finding.Email)
                .Set("domain", Describe(finding.Domain!));
        }

        bool moved = await update.ApplyAsync(dynamoDb, context.Cancellation);
        string outcome = !moved ? "unchanged" : finding.Failure is null ? UserStatus.Processing : UserStatus.Failed;
        context.Span?.SetTag(SemanticConventions.Onboarding.Outcome, outcome);
        context.Span?.SetTag(SemanticConventions.Onboarding.Reason, finding.Failure);
        EnrichLog.Enriched(logger, userId, outcome, finding.Failure ?? "none");
    }

    private async Task<Finding> ExamineAsync(UserItem user, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(user.Name))
        {
            return new Finding(FailureReason.NameMissing);
        }

        if (EmailAddress.Normalise(user.Email ?? "", out string email) is not null)
        {
            return new Finding(FailureReason.EmailInvalid);
        }

        string domain = EmailAddress.DomainOf(email);
        if (settings.Domains.Refusal(domain) is { } refusal)
        {
            return new Finding(refusal);
        }

        DomainFacts? facts = await rdap.FindAsync(domain, cancellationToken);
        return facts is null
            ? new Finding(FailureReason.DomainNotRegistered)
            : new Finding(Failure: null, email, facts);
    }

    private AttributeValue Describe(DomainFacts facts)
    {
        var map = new Dictionary<string, AttributeValue>
        {
            ["name"] = new() { S = facts.Name },
            ["statuses"] = new() { L = facts.Statuses.Select(status => new AttributeValue { S = status }).ToList() },
            ["checkedAt"] = new() { S = Timestamp.Format(clock.GetUtcNow()) },
        };
        if (facts.RegisteredAt is { } registered)
        {
            map["registeredAt"] = new AttributeValue { S = registered };
        }

        if (facts.ExpiresAt is { } expires)
        {
            map["expiresAt"] = new AttributeValue { S = expires };
        }

        return new AttributeValue { M = map };
    }

    /// <summary>What the examination found: a reason to fail, or the normalised e-mail and its domain.</summary>
    private sealed record Finding(string? Failure, string? Email = null, DomainFacts? Domain = null);
}
