using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language;

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

/// <summary>How a service's error reads as that of a task.</summary>
internal static class SdkErrors
{
    /// <param name="prefix">Of the error's name: <c>DynamoDB</c>.</param>
    /// <param name="service">As the SDK for Java names it: <c>AmazonDynamoDBv2</c>.</param>
    /// <param name="code">The service's own.</param>
    public static StatesException Of(
        string prefix, string service, string code, int status, string message, string requestId) => new(
        $"{prefix}.{NameOf(prefix, code)}",
        $"{message} (Service: {service}; Status Code: {status}; Error Code: {code}; Request ID: {requestId}; "
        + "Proxy: null)");

    /// <summary>
    /// The names are those of the classes of the SDK for Java: an error that the service's model does not have is that
    /// of the service, as ValidationException is DynamoDB's <c>AmazonDynamoDBException</c>.
    /// </summary>
    private static string NameOf(string prefix, string code) => (prefix, code) switch
    {
        ("DynamoDB", "ValidationException" or "UnrecognizedClientException" or "AccessDeniedException") =>
            "AmazonDynamoDBException",
        _ when code.EndsWith("Exception", StringComparison.Ordinal) => code,
        _ => code + "Exception",
    };
}
