using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Amazon.EventBridge;
using Amazon.EventBridge.Model;
using Onboarding.Functions.Http;
using Onboarding.Functions.StatusEvents;
using Onboarding.Functions.Users;
using Polly;

namespace Onboarding.Functions.PostConfirmation;

/// <summary>
/// Tells the bus of a sign-up: source <c>{application}.idp</c>, detail type <c>signup</c>, detail <c>{"metadata":{
/// "id":"…","domain":"idp","application":"…","event_type":"signup","version":"1.0","traceparent":"…"},"data":{
/// "userId":"…","tenantId":"…","source":"cognito","verified":true,"status":"pending","createdAt":"…"}}</c>. Where the
/// user showed a code that was worth nothing, there is a second event: source <c>{application}.user</c>, detail type
/// <c>invitation-refused</c>, data <c>{"userId":"…","tenantId":"…","reason":"used","occurredAt":"…"}</c>.
/// </summary>
/// <remarks>
/// Neither name nor e-mail travels along. Events are archived, audited and copied to the data lake, where a
/// person cannot be erased any more; a consumer that needs them reads the user by id, and gets what is true by then.
/// Delivery is at least once, here as everywhere: consumers tell a repetition by the event's id, which is derived from
/// the user. <c>traceparent</c> is always there, empty without a trace: a path of the workflow must find it.
/// </remarks>
internal sealed class SignUpEvent(IAmazonEventBridge eventBridge, BusSettings settings, Contention contention)
{
    // The pool waits five seconds and does not repeat a call that failed, so a passing refusal is answered here. The
    // SDK repeats whole calls; a refused entry stands in an answer with status 200.
    private readonly ResiliencePipeline _whileBusy = contention.Retry<PutEventsResultEntry>(
        refused => refused.ErrorCode is "InternalFailure" or "InternalException" or "ThrottlingException");

    /// <exception cref="EventRefusedException">The bus did not take an event.</exception>
    public async Task PublishAsync(NewUser user, SignUpOutcome.Stored stored, CancellationToken stop)
    {
        List<PutEventsRequestEntry> entries = [SignedUp(user, stored.TenantId)];
        if (stored.Invitation is not (null or InvitationMark.Redeemed))
        {
            entries.Add(InvitationRefused(user, stored.TenantId, stored.Invitation));
        }

        var request = new PutEventsRequest { Entries = entries };
        var refused = await _whileBusy.ExecuteAsync(
            static async (state, token) => await state.Event.TryPutAsync(state.Request, token),
            (Event: this, Request: request), stop);
        if (refused is not null)
        {
            throw new EventRefusedException(refused.ErrorCode, refused.ErrorMessage);
        }
    }

    /// <summary>
    /// Null when the bus took the events. What it took is not sent again; the refusal of a first entry is told.
    /// </summary>
    private async Task<PutEventsResultEntry?> TryPutAsync(PutEventsRequest request, CancellationToken stop)
    {
        var response = await eventBridge.PutEventsAsync(request, stop);
        if (response.FailedEntryCount is not > 0)
        {
            return null;
        }

        var results = response.Entries ?? [];
        // An answer that does not say what became of each entry is none: all are sent again.
        if (results.Count == request.Entries!.Count)
        {
            request.Entries = [.. request.Entries.Where((_, i) => results[i].ErrorCode is not null)];
        }

        return results.Find(entry => entry.ErrorCode is not null) ?? new PutEventsResultEntry { ErrorCode = "Unknown" };
    }

    private PutEventsRequestEntry SignedUp(NewUser user, string tenantId) => Entry("idp", "signup", user, json =>
    {
        json.WriteString("userId", user.UserId);
        json.WriteString("tenantId", tenantId);
        json.WriteString("source", user.Source);
        json.WriteBoolean("verified", user.Proof == AddressProof.Verified);
        json.WriteString("status", user.Status);
        json.WriteString("createdAt", Timestamp.Format(user.CreatedAt));
    });

    private PutEventsRequestEntry InvitationRefused(NewUser user, string tenantId, string reason) =>
        Entry("user", "invitation-refused", user, json =>
        {
            json.WriteString("userId", user.UserId);
            json.WriteString("tenantId", tenantId);
            json.WriteString("reason", reason);
            json.WriteString("occurredAt", Timestamp.Format(user.CreatedAt));
        });

    private PutEventsRequestEntry Entry(string domain, string type, NewUser user, Action<Utf8JsonWriter> data) => new()
    {
        EventBusName = settings.EventBus,
        Source = $"{settings.Application}.{domain}",
        DetailType = type,
        Time = user.CreatedAt.UtcDateTime,
        Detail = HttpResponses.Write(json =>
        {
            json.WriteStartObject("metadata");
            json.WriteString("id", IdOf(domain, type, user.UserId));
            json.WriteString("domain", domain);
            json.WriteString("application", settings.Application);
            json.WriteString("event_type", type);
            json.WriteString("version", "1.0");
            json.WriteString("traceparent", user.Traceparent ?? "");
            json.WriteEndObject();
            json.WriteStartObject("data");
            data(json);
            json.WriteEndObject();
        }),
    };

    /// <summary>As SignUpWorkflow derives it: a user signs up once, and shows one code that is refused.</summary>
    private static string IdOf(string domain, string type, string userId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{domain}#{type}#{userId}")));
}

/// <summary>The bus answered and did not take the event.</summary>
internal sealed class EventRefusedException(string? code, string? message)
    : Exception($"EventBridge did not take the event: {code}: {message}");
