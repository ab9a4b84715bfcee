using System.Text.Json.Serialization;

namespace Onboarding.Functions.Events;

/// <summary>The generated serializers of every event and answer. Unknown members are ignored: AWS adds some. One that is missing
/// is a <c>JsonException</c>, as is a null where none may be: initialisers of init-only members count for
/// nothing in generated code.</summary>
[JsonSourceGenerationOptions(
    RespectNullableAnnotations = true,
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
