using System.Buffers;
using System.Text;
using System.Text.Json;
using Amazon.EventBridge;
using Amazon.EventBridge.Model;
using Onboarding.Functions.Settings;
using Onboarding.Functions.Users;
using Polly;

namespace Onboarding.Functions.PostConfirmation;

/// <summary>
/// Tells the bus of a sign-up: source <c>{application}.idp</c>, detail type <c>signup</c>, detail
/// <c>{"metadata":{"domain":"idp","application":"…","event_type":"signup","version":"1.0","traceparent":"…"},
/// "data":{"userId":"…","source":"cognito","verified":true,"status":"pending","createdAt":"…"}}</c>.
/// </summary>
/// <remarks>
/// Neither name nor e-mail travels along. Events are archived, audited and copied to the data lake, where a
/// person cannot be erased any more; a consumer that needs them reads the user by id, and gets what is true by then.
/// Delivery is at least once, here as everywhere: consumers tell a repetition by the user id.
/// </remarks>
internal sealed class SignUpEvent(IAmazonEventBridge eventBridge, SignUpEventSettings settings, Contention contention)
{
    // The pool waits five seconds and does not repeat a call that failed, so a passing refusal is answered here. The
    // SDK repeats whole calls; a refused entry stands in an answer with status 200.
    private readonly ResiliencePipeline _whileBusy = contention.Retry<PutEventsResultEntry>(
        refused => refused.ErrorCode is "InternalFailure" or "InternalException" or "ThrottlingException");

    /// <exception cref="EventRefusedException">The bus did not take the event.</exception>
    public async Task PublishAsync(NewUser user, CancellationToken stop)
    {
        var request = new PutEventsRequest
        {
            Entries =
            [
                new PutEventsRequestEntry
                {
                    EventBusName = settings.EventBus,
                    Source = $"{settings.Application}.idp",
                    DetailType = "signup",
                    Time = user.CreatedAt.UtcDateTime,
                    Detail = Detail(user),
                },
            ],
        };
        var refused = await _whileBusy.ExecuteAsync(
            static async (state, token) => await state.Event.TryPutAsync(state.Request, token),
            (Event: this, Request: request), stop);
        if (refused is not null)
        {
            throw new EventRefusedException(refused.ErrorCode, refused.ErrorMessage);
        }
    }

    /// <summary>Null when the bus took the event.</summary>
    private async Task<PutEventsResultEntry?> TryPutAsync(PutEventsRequest request, CancellationToken stop)
    {
        var response = await eventBridge.PutEventsAsync(request, stop);
        if (response.FailedEntryCount is not > 0)
        {
            return null;
        }

        return response.Entries?.Find(entry => entry.ErrorCode is not null)
            ?? new PutEventsResultEntry { ErrorCode = "Unknown" };
    }

    private string Detail(NewUser user)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("metadata");
            json.WriteString("domain", "idp");
            json.WriteString("application", settings.Application);
            json.WriteString("event_type", "signup");
            json.WriteString("version", "1.0");
            if (user.Traceparent is { } trace)
            {
                json.WriteString("traceparent", trace);
            }

            json.WriteEndObject();
            json.WriteStartObject("data");
            json.WriteString("userId", user.UserId);
            json.WriteString("source", user.Source);
            json.WriteBoolean("verified", user.Proof == AddressProof.Verified);
            json.WriteString("status", user.Status);
            json.WriteString("createdAt", Timestamp.Format(user.CreatedAt));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}

/// <summary>The bus answered and did not take the event.</summary>
internal sealed class EventRefusedException(string? code, string? message)
    : Exception($"EventBridge did not take the event: {code}: {message}");

/// <summary>
/// Where sign-up events go: <c>EVENT_BUS</c>, a name or ARN, and <c>APPLICATION</c>, which they name.
/// </summary>
internal sealed record SignUpEventSettings(string EventBus, string Application)
{
    public static SignUpEventSettings Read(FunctionSettings settings)
    {
        var read = new SignUpEventSettings(settings.Required("EVENT_BUS"), settings.Required("APPLICATION"));
        // Sources that begin with "aws." are AWS's own
        // (https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html).
        var valid = read.Application.Length <= 64 && !read.Application.StartsWith("aws.", StringComparison.Ordinal)
            && read.Application != "aws" && read.Application.All(IsSourceCharacter);
        if (!valid)
        {
            settings.AddFault(
                "APPLICATION must have at most 64 letters, digits, dots, hyphens and underscores, and not be AWS's.");
        }

        return read;
    }

    private static bool IsSourceCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_';
}
