namespace Onboarding.Functions.Events;

/// <summary>The answer to an HTTP API event, payload format 2.0.</summary>
internal sealed record HttpApiResponse
{
    public required int StatusCode { get; init; }

    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    public string? Body { get; init; }

    public bool IsBase64Encoded { get; init; }
}
