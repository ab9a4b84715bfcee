using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Amazon.EventBridge.Model;
using Onboarding.Functions.Events;
using Onboarding.Functions.Users;

namespace Onboarding.Functions.StatusEvents;

/// <summary>
/// A change of a user's status, read from the record of the Users table's stream that tells it, and the event that it
/// is to the bus: source <c>{application}.onboarding</c>, detail type <c>registered</c>, <c>processing</c>,
/// <c>completed</c> or <c>failed</c>, detail
/// <code>
/// {"metadata":{"id":"…","domain":"onboarding","application":"…","event_type":"completed","version":"1.0",
/// "traceparent":"…"},
/// "data":{"userId":"…","status":"completed","source":"register","reason":"…","attempt":2,"occurredAt":"2026-…"}}
/// </code>
/// <c>reason</c> stands with a failure, <c>attempt</c> from the second one on. Neither e-mail nor name nor phone
/// travels: events are archived where a person cannot be erased any more.
/// </summary>
/// <remarks>
/// The id follows from user, status and attempt. A user comes to a status once in an attempt, so that two events with
/// one id are one event twice, of one record delivered twice or of two records.
/// </remarks>
internal sealed class StatusChange
{
    private const string Domain = "onboarding";

    private readonly UserItem _user;

    private StatusChange(string userId, UserItem user) => (UserId, _user) = (userId, user);

    public string UserId { get; }

    public string Id => IdOf(UserId, EventType, _user.Attempt);

    public string Status => _user.Status!;

    public string EventType => _user.Status == UserStatus.Pending ? "registered" : _user.Status!;

    /// <summary>Null where the record leaves the status, and the attempt at it, as they were.</summary>
    public static StatusChange? Of(StreamRecord record)
    {
        var user = new UserItem(record.Change.NewImage);
        // Not of the image: the key stands in every record.
        if (user.Status is null || UserItem.Text(record.Change.Keys, "userId") is not { } userId)
        {
            return null;
        }

        var before = new UserItem(record.Change.OldImage);
        var isChange = record.EventName switch
        {
            // The doors store users as pending, or as failed where the address is another's.
            "INSERT" => user.Status is UserStatus.Pending or UserStatus.Failed,
            // Driven again, a user may come from pending to pending.
            "MODIFY" => before.Status is not null
                && (before.Status != user.Status
                    || (user.Status == UserStatus.Pending && before.Attempt != user.Attempt)),
            _ => false,
        };
        return isChange ? new StatusChange(userId, user) : null;
    }

    /// <summary>
    /// A UUID of version 8 (RFC 9562 §5.8) from the SHA-256 of <c>user|event|attempt</c>.
    /// </summary>
    public static string IdOf(string userId, string eventType, int attempt)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var name = string.Create(CultureInfo.InvariantCulture, $"{userId}|{eventType}|{attempt}");
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true).ToString();
    }

    /// <summary>
    /// The status's own event; where it is that of a user who has signed up, the <see cref="SignUpEvents"/>, too.
    /// </summary>
    public IEnumerable<PutEventsRequestEntry> ToEntries(BusSettings bus) =>
        _user is { Status: UserStatus.Pending, Source: UserSource.Cognito }
            ? [ToEntry(bus), .. new SignUpEvents(UserId, _user, bus).All]
            : [ToEntry(bus)];

    private PutEventsRequestEntry ToEntry(BusSettings bus)
    {
        var occurredAt = _user.UpdatedAt ?? _user.CreatedAt;
        return new EventMetadata(Id, Domain, EventType, _user.Trace).ToEntry(bus, occurredAt, json =>
        {
            json.WriteString("userId", UserId);
            json.WriteString("status", _user.Status);
            WriteText(json, "source", _user.Source);
            WriteText(json, "reason", _user.Status == UserStatus.Failed ? _user.Reason : null);
            if (_user.Attempt > 1)
            {
                json.WriteNumber("attempt", _user.Attempt);
            }

            WriteText(json, "occurredAt", occurredAt);
        });
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
