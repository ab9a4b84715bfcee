using System.Text.Json.Serialization;

namespace Onboarding.Functions.Events;

/// <summary>The answer to an HTTP API event, payload format 2.0.</summary>
internal sealed record HttpApiResponse
{
    public required int StatusCode { get; init; }

    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    public string? Body { get; init; }

    public bool IsBase64Encoded { get; init; }

    /// <summary>Why the request was refused, for logs and spans: nothing that the client sent is in it.</summary>
    [JsonIgnore]
    public string? Reason { get; init; }
}
