using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Microsoft.Extensions.Logging;
using Onboarding.Functions.Domains;
using Onboarding.Functions.Hosting;
using Onboarding.Functions.Users;
using Onboarding.ServiceDefaults.Tracing;

namespace Onboarding.Functions.Sweep;

/// <summary>
/// On a schedule: looks after what the sparse index says is due (<see cref="DueWork"/>): registrations that are open
/// for too long, and domains that are unverified. The response says what it did: <c>{"driven":2,"failed":1}</c>.
/// </summary>
internal sealed class SweepFunction(
    IAmazonDynamoDB dynamoDb,
    SweepSettings settings,
    OpenRegistration open,
    UnverifiedDomain unverified,
    ActivitySource source,
    TimeProvider time,
    ILogger logger)
{
    private readonly UserTable _users = new(dynamoDb, settings.UsersTable);
    private readonly DueIndex _index = new(dynamoDb, settings.UsersTable);

    public static IEventReader Create(FunctionServices services)
    {
        var settings = SweepSettings.Read(services.Settings);
        var rdap = services.Own(
            new RdapClient(settings.RdapUrl, services.Telemetry.Source, services.Time, services.Random));
        var logger = services.Telemetry.Loggers.CreateLogger("Onboarding.Functions.Sweep");
        var report = RegistrationReport.Of(services.Telemetry);
        var dynamoDb = services.Aws.DynamoDb;
        return new Reader(new SweepFunction(
            dynamoDb,
            settings,
            new OpenRegistration(dynamoDb, settings, report, services.Time, logger),
            new UnverifiedDomain(dynamoDb, settings, rdap, services.Time),
            services.Telemetry.Source,
            services.Time,
            logger));
    }

    public async Task<IReadOnlyDictionary<SweepOutcome, int>> RunAsync(InvocationContext context)
    {
        var counts = new SortedDictionary<SweepOutcome, int>();
        await SweepAsync(DueWork.OpenPartitions, settings.OpenFor, counts, context);
        await SweepAsync(DueWork.UnverifiedPartitions, settings.UnverifiedFor, counts, context);
        return counts;
    }

    private async Task SweepAsync(
        IEnumerable<string> partitions,
        TimeSpan patience,
        SortedDictionary<SweepOutcome, int> counts,
        InvocationContext context)
    {
        foreach (var partition in partitions)
        {
            foreach (var entry in await _index.FindAsync(partition, time.GetUtcNow() - patience, context.Stop))
            {
                var outcome = await TryHandleAsync(entry, context);
                counts[outcome] = counts.GetValueOrDefault(outcome) + 1;
            }
        }
    }

    private async Task<SweepOutcome> TryHandleAsync(DueEntry entry, InvocationContext context)
    {
        try
        {
            return await _users.ReadAsync(entry.UserId, context.Stop) is { } user && entry.IsStillDue(user)
                ? await HandleAsync(entry, user, context)
                : SweepOutcome.Overtaken;
        }
        catch (Exception exception) when (
            exception is AmazonServiceException or AmazonClientException or HttpRequestException or IOException)
        {
            // It is still due. One user whose update is refused keeps no other waiting.
            SweepLog.Faulted(logger, entry.UserId, exception.GetType().Name);
            return SweepOutcome.Faulted;
        }
    }

    /// <summary>One span in the trace of the registration, linked to the sweep.</summary>
    private async Task<SweepOutcome> HandleAsync(DueEntry entry, UserItem user, InvocationContext context)
    {
        var parent = Traceparent.Parse(user.Trace) ?? context.Span ?? default;
        ActivityLink[]? links = context.Span is { } sweep ? [new ActivityLink(sweep)] : null;
        using var span = source.StartActivity("sweep", ActivityKind.Internal, parent, tags: null, links);
        span?.SetTag(SemanticConventions.Onboarding.UserId, entry.UserId);
        var traceparent = span is null ? user.Trace : Traceparent.Format(span.Context);
        var outcome = user.Status switch
        {
            UserStatus.Pending or UserStatus.Processing =>
                await open.HandleAsync(entry, user, traceparent, context.Stop),
            UserStatus.Completed when user is
            {
                DomainVerification: DomainVerification.Unverified, DomainName: not null,
            } => await unverified.HandleAsync(entry, user, context),
            // Nothing of ours leaves a user so; a person may have.
            _ => await DropAsync(entry, context.Stop),
        };
        span?.SetTag(SemanticConventions.Onboarding.Outcome, NameOf(outcome));
        return outcome;
    }

    private async Task<SweepOutcome> DropAsync(DueEntry entry, CancellationToken stop) =>
        await entry.Update(settings.UsersTable).NothingDue().ApplyAsync(dynamoDb, stop)
            ? SweepOutcome.Dropped
            : SweepOutcome.Overtaken;

    private static string NameOf(SweepOutcome outcome) => outcome.ToString().ToLowerInvariant();

    /// <summary>Any event begins a sweep: a schedule's, or a person's <c>{}</c>.</summary>
    private sealed class Reader(SweepFunction function) : IEventReader
    {
        public IncomingEvent Read(ReadOnlyMemory<byte> payload) => new Scheduled(function);
    }

    private sealed class Scheduled(SweepFunction function) : IncomingEvent
    {
        public override string Trigger => "timer";

        public override async Task HandleAsync(InvocationContext context, IBufferWriter<byte> response)
        {
            var counts = await function.RunAsync(context);
            await using var json = new Utf8JsonWriter(response);
            json.WriteStartObject();
            foreach (var (outcome, count) in counts)
            {
                json.WriteNumber(NameOf(outcome), count);
            }

            json.WriteEndObject();
        }
    }
}
