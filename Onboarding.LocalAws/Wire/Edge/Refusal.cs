using System.Text.Json.Serialization;

namespace Onboarding.LocalAws.Wire.Edge;

/// <summary>The body of a refusal that no service makes: readable by people and by every JSON SDK.</summary>
internal sealed record Refusal(
    [property: JsonPropertyName("__type")] string Type,
    [property: JsonPropertyName("message")] string Message);

[JsonSerializable(typeof(Refusal))]
internal sealed partial class RefusalJson : JsonSerializerContext;
