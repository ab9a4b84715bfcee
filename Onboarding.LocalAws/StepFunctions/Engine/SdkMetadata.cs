using System.Text.Json;

namespace Onboarding.LocalAws.StepFunctions.Engine;

/// <summary>
/// What Step Functions adds to the result of a service: that of the SDK which calls it, as histories show
/// (recorded in https://github.com/localstack/localstack, tests/aws/services/stepfunctions).
/// </summary>
internal static class SdkMetadata
{
    public static void Write(
        Utf8JsonWriter json, string requestId, IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        json.WriteStartObject("SdkHttpMetadata");
        json.WriteStartObject("AllHttpHeaders");
        foreach (var (name, value) in headers)
        {
            json.WriteStartArray(name);
            json.WriteStringValue(value);
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteStartObject("HttpHeaders");
        foreach (var (name, value) in headers)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        json.WriteNumber("HttpStatusCode", 200);
        json.WriteEndObject();
        json.WriteStartObject("SdkResponseMetadata");
        json.WriteString("RequestId", requestId);
        json.WriteEndObject();
    }
}
