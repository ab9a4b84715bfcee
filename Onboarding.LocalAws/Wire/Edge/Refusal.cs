using System.Text.Json.Serialization;

namespace Onboarding.LocalAws.Wire.Edge;

/// <summary>The body for a service that this host does not play: readable by people and by every JSON SDK.</summary>
internal sealed record Refusal(
    [property: JsonPropertyName("__type")] string Type,
    [property: JsonPropertyName("message")] string Message);

[JsonSerializable(typeof(Refusal))]
internal sealed partial class RefusalJson : JsonSerializerContext;
