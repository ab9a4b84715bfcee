using System.Text.Json.Serialization;

namespace Onboarding.Functions.Events;

/// <summary>The generated serializers of every event and answer. Unknown members are ignored: AWS adds some.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HttpApiRequest))]
[JsonSerializable(typeof(HttpApiResponse))]
[JsonSerializable(typeof(AuthorizerRequest))]
[JsonSerializable(typeof(AuthorizerResponse))]
[JsonSerializable(typeof(CognitoTriggerEvent))]
[JsonSerializable(typeof(StreamEvent))]
[JsonSerializable(typeof(BatchResponse))]
internal sealed partial class EventJson : JsonSerializerContext;
