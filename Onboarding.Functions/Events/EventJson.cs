using System.Text.Json.Serialization;

namespace Onboarding.Functions.Events;

/// <summary>
/// The generated serializers of every event and answer. Unknown members are ignored: AWS adds some. A missing one is a
/// fault where it is required, as a null is where none may be; an initialiser of an init-only member never runs here.
/// </summary>
[JsonSourceGenerationOptions(
    RespectNullableAnnotations = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HttpApiRequest))]
[JsonSerializable(typeof(HttpApiResponse))]
[JsonSerializable(typeof(AuthorizerRequest))]
[JsonSerializable(typeof(AuthorizerResponse))]
[JsonSerializable(typeof(CognitoTriggerEvent))]
[JsonSerializable(typeof(MailFeedbackEvent))]
[JsonSerializable(typeof(StreamEvent))]
[JsonSerializable(typeof(QueueEvent))]
[JsonSerializable(typeof(BatchResponse))]
internal sealed partial class EventJson : JsonSerializerContext;
