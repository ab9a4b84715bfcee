using System.Buffers;
using System.Text;
using System.Text.Json;
using Onboarding.Functions.Events;

namespace Onboarding.Functions.Http;

/// <summary>What is wrong with one field of a request.</summary>
internal sealed record FieldFault(string Field, string Message)
{
    /// <summary>False where the client made the name up: then it stays out of logs and spans.</summary>
    public bool IsKnown { get; init; } = true;
}

/// <summary>Builds the responses that more than one use case gives.</summary>
internal static class HttpResponses
{
    /// <summary>
    /// An RFC 9457 problem: <c>{"title":"…","status":400,"detail":"…","errors":[{"field":"email","message":"…"}]}</c>.
    /// <c>type</c> is left out, which means "about:blank".
    /// </summary>
    public static HttpApiResponse Problem(
        int status, string title, string? detail = null, IReadOnlyList<FieldFault>? faults = null)
    {
        var body = Write(json =>
        {
            json.WriteString("title", title);
            json.WriteNumber("status", status);
            if (detail is not null)
            {
                json.WriteString("detail", detail);
            }

            if (faults is null)
            {
                return;
            }

            json.WriteStartArray("errors");
            foreach (var fault in faults)
            {
                json.WriteStartObject();
                json.WriteString("field", fault.Field);
                json.WriteString("message", fault.Message);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
        return new HttpApiResponse
        {
            StatusCode = status,
            Headers = new Dictionary<string, string> { ["content-type"] = "application/problem+json" },
            Body = body,
            Reason = ReasonOf(detail ?? title, faults ?? []),
        };
    }

    /// <summary>For example "The registration is not valid. email must contain an @; phone is required".</summary>
    private static string ReasonOf(string what, IReadOnlyList<FieldFault> faults)
    {
        var each = faults.Select(fault => $"{(fault.IsKnown ? fault.Field : "a field")} {fault.Message}");
        return $"{what} {string.Join("; ", each.Distinct())}".TrimEnd();
    }

    /// <summary>503: contention did not end; the same request may succeed in a second.</summary>
    public static HttpApiResponse Busy() => Again(503, "Service Unavailable");

    /// <summary>429: too many requests at a time that cost much; the same request may succeed in a second.</summary>
    public static HttpApiResponse TooManyRequests() => Again(429, "Too Many Requests");

    private static HttpApiResponse Again(int status, string title)
    {
        var busy = Problem(status, title, "Please try again.");
        return busy with { Headers = new Dictionary<string, string>(busy.Headers!) { ["retry-after"] = "1" } };
    }

    /// <summary>200 with one JSON object that no cache may keep: it is about one person.</summary>
    public static HttpApiResponse Personal(Action<Utf8JsonWriter> members) => new()
    {
        StatusCode = 200,
        Headers = new Dictionary<string, string>
        {
            ["content-type"] = "application/json",
            ["cache-control"] = "no-store",
        },
        Body = Write(members),
    };

    /// <summary>The text of one JSON object.</summary>
    public static string Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
