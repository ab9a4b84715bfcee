using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.BusEvents;
using Onboarding.Functions.Hosting;
using Onboarding.Functions.Settings;

namespace Onboarding.Functions.Audit;

/// <summary>
/// Writes every onboarding event into the audit log, as the item <c>{userId, eventId, eventType, source, occurredAt,
/// event, expiresAt}</c>, where <c>event</c> is the event as it came. Nothing changes or deletes an item but its time
/// to live.
/// </summary>
/// <remarks>
/// The one call is PutItem, and its condition makes a double a success that writes nothing: the first word stands. The
/// function may not do anything else, and no other role of the template may write there.
/// </remarks>
internal sealed class AuditFunction(
    IAmazonDynamoDB dynamoDb, string auditLog, TimeSpan retention, TimeProvider time) : IBusUseCase
{
    private const int RetentionDaysMax = 36_500;

    public static IEventReader Create(FunctionServices services) =>
        new QueuedEventReader(
            new AuditFunction(
                services.Aws.DynamoDb,
                services.Settings.Required("AUDIT_LOG_TABLE"),
                ReadRetention(services.Settings),
                services.Time),
            services);

    public async Task HandleAsync(BusEvent incoming, InvocationContext context)
    {
        try
        {
            await dynamoDb.PutItemAsync(
                new PutItemRequest
                {
                    TableName = auditLog,
                    Item = ItemOf(incoming),
                    ConditionExpression = "attribute_not_exists(eventId)",
                },
                context.Stop);
        }
        catch (ConditionalCheckFailedException)
        {
            // A double: what the log says of this event stays as it is.
        }
    }

    private Dictionary<string, AttributeValue> ItemOf(BusEvent incoming) => new()
    {
        ["userId"] = new() { S = incoming.UserId },
        ["eventId"] = new() { S = incoming.Id },
        ["eventType"] = new() { S = incoming.DetailType },
        ["source"] = new() { S = incoming.Source },
        ["occurredAt"] = new() { S = incoming.OccurredAt },
        ["event"] = new() { S = incoming.Json },
        ["expiresAt"] = new()
        {
            N = (time.GetUtcNow() + retention).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        },
    };

    private static TimeSpan ReadRetention(FunctionSettings settings)
    {
        var text = settings.Required("AUDIT_RETENTION_DAYS");
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days)
            && days is >= 1 and <= RetentionDaysMax)
        {
            return TimeSpan.FromDays(days);
        }

        settings.AddFault($"AUDIT_RETENTION_DAYS must be 1 to {RetentionDaysMax}.");
        return TimeSpan.FromDays(1);
    }
}
