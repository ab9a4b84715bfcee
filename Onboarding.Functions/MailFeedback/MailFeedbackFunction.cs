using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.EventBridge;
using Amazon.EventBridge.Model;
using Microsoft.Extensions.Logging;
using Onboarding.Functions.Events;
using Onboarding.Functions.Hosting;
using Onboarding.Functions.StatusEvents;
using Onboarding.Functions.Users;

namespace Onboarding.Functions.MailFeedback;

/// <summary>
/// Notes at a user whose mail bounced, or who complained about it, that nothing is mailed there any more:
/// <c>mail: {state, messageId, at, toldAt?}</c>; and tells the bus: source <c>{application}.onboarding</c>, detail type
/// <c>bounced</c> or <c>complained</c>, data <c>{"userId":"…","messageId":"…","occurredAt":"…"}</c>.
/// </summary>
/// <remarks>
/// SES's events come at least once, in any order and perhaps before the mail's sender has noted that it was sent. The
/// first one stands, by a condition; the status stays as it is, so that the write is no event and no work for the
/// stream's followers. The event is told before <c>toldAt</c> says so: a crash in between tells it again, under the
/// id that follows from user and state, by which subscribers know a double.
/// </remarks>
internal sealed class MailFeedbackFunction(
    IAmazonDynamoDB dynamoDb,
    IAmazonEventBridge eventBridge,
    string usersTable,
    BusSettings bus,
    TimeProvider time,
    ILogger logger)
{
    private const string Domain = "onboarding";

    private readonly UserTable _users = new(dynamoDb, usersTable);

    public static IEventReader Create(FunctionServices services) =>
        new MailFeedbackReader(new MailFeedbackFunction(
            services.Aws.DynamoDb,
            services.Aws.EventBridge,
            services.Settings.Required("USERS_TABLE"),
            BusSettings.Read(services.Settings),
            services.Time,
            services.Telemetry.Loggers.CreateLogger("Onboarding.Functions.MailFeedback")));

    /// <exception cref="EventRefusedException">The bus did not take the event: Lambda tries again.</exception>
    public async Task HandleAsync(MailFeedbackEvent feedback, InvocationContext context)
    {
        var user = await NoteAsync(feedback, context.Stop) ?? await _users.ReadAsync(feedback.UserId, context.Stop);
        if (user?.Mail is not { } mail)
        {
            // The mail of a user who was deleted since.
            MailFeedbackLog.NoUser(logger, feedback.MessageId, feedback.UserId, feedback.State);
            return;
        }

        if (mail.IsTold)
        {
            return;
        }

        MailFeedbackLog.Noted(logger, mail.MessageId, feedback.UserId, mail.State);
        await TellAsync(feedback.UserId, mail, context);
        await new UserUpdate(usersTable, feedback.UserId)
            .RequirePresent("mail")
            .Set("mail.toldAt", Timestamp.Format(time.GetUtcNow()))
            .ApplyAsync(dynamoDb, context.Stop);
    }

    /// <returns>The user as it is now; null where there is none, or an earlier event was first.</returns>
    private Task<UserItem?> NoteAsync(MailFeedbackEvent feedback, CancellationToken stop) =>
        new UserUpdate(usersTable, feedback.UserId)
            .RequirePresent("userId")
            .RequireAbsent("mail")
            .Set("mail", new AttributeValue
            {
                M = new Dictionary<string, AttributeValue>
                {
                    ["state"] = new() { S = feedback.State },
                    ["messageId"] = new() { S = feedback.MessageId },
                    ["at"] = new() { S = feedback.At },
                },
            })
            .ApplyAndReadAsync(dynamoDb, stop);

    private async Task TellAsync(string userId, UserMail mail, InvocationContext context)
    {
        var request = new PutEventsRequest { Entries = [EntryOf(userId, mail, context.Traceparent)] };
        var response = await eventBridge.PutEventsAsync(request, context.Stop);
        if (response.Entries is not [{ EventId: not null, ErrorCode: null }])
        {
            var refused = response.Entries?.FirstOrDefault();
            throw new EventRefusedException(refused?.ErrorCode, refused?.ErrorMessage);
        }
    }

    private PutEventsRequestEntry EntryOf(string userId, UserMail mail, string? traceparent) =>
        new EventMetadata(StatusChange.IdOf(userId, mail.State, attempt: 1), Domain, mail.State, traceparent)
            .ToEntry(bus, mail.At, json =>
            {
                json.WriteString("userId", userId);
                json.WriteString("messageId", mail.MessageId);
                json.WriteString("occurredAt", mail.At);
            });
}
