using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Amazon.EventBridge.Model;
using Onboarding.Functions.Tenants;
using Onboarding.Functions.Users;

namespace Onboarding.Functions.StatusEvents;

/// <summary>
/// What the bus hears, besides <c>registered</c>, of a user who signed up at the pool: source <c>{application}.idp</c>,
/// detail type <c>signup</c>, detail <c>{"metadata":{"id":"…","domain":"idp","application":"…","event_type":"signup",
/// "version":"1.0","traceparent":"…"},"data":{"userId":"…","tenantId":"…","source":"cognito","verified":true,
/// "status":"pending","createdAt":"…"}}</c>. Where the user showed a code that was worth nothing, there is a second
/// event: source <c>{application}.user</c>, detail type <c>invitation-refused</c>, data <c>{"userId":"…",
/// "tenantId":"…","reason":"used","occurredAt":"…"}</c>.
/// </summary>
/// <remarks>
/// Neither name nor e-mail travels along. Events are archived, audited and copied to the data lake, where a
/// person cannot be erased any more; a consumer that needs them reads the user by id, and gets what is true by then.
/// Delivery is at least once, here as everywhere: consumers tell a repetition by the event's id, which is derived from
/// the user. Another attempt at the registration repeats them, since the record of the first may have ended as a dead
/// letter. <c>traceparent</c> is always there, empty without a trace: a path of the workflow must find it.
/// </remarks>
internal sealed class SignUpEvents(string userId, UserItem user, BusSettings bus)
{
    // A user from before there were tenants has their own.
    private readonly string _tenantId = user.TenantId ?? TenantId.OwnOf(userId);

    public IEnumerable<PutEventsRequestEntry> All =>
        user.Invitation is null or InvitationMark.Redeemed ? [SignedUp()] : [SignedUp(), InvitationRefused()];

    /// <summary>As SignUpWorkflow derives it: a user signs up once, and shows one code that is refused.</summary>
    public static string IdOf(string domain, string type, string userId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{domain}#{type}#{userId}")));

    private PutEventsRequestEntry SignedUp() => Entry("idp", "signup", json =>
    {
        json.WriteString("userId", userId);
        json.WriteString("tenantId", _tenantId);
        json.WriteString("source", user.Source);
        json.WriteBoolean("verified", user.IsEmailVerified);
        json.WriteString("status", user.Status);
        json.WriteString("createdAt", user.CreatedAt);
    });

    private PutEventsRequestEntry InvitationRefused() => Entry("user", "invitation-refused", json =>
    {
        json.WriteString("userId", userId);
        json.WriteString("tenantId", _tenantId);
        json.WriteString("reason", user.Invitation);
        json.WriteString("occurredAt", user.CreatedAt);
    });

    private PutEventsRequestEntry Entry(string domain, string type, Action<Utf8JsonWriter> data) =>
        new EventMetadata(IdOf(domain, type, userId), domain, type, user.Trace ?? "")
            .ToEntry(bus, user.CreatedAt, data);
}
