using System.Net;
using System.Text.Json;
using Amazon.EventBridge.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.EventBridge.Internal;

/// <summary>
/// Success: <c>{"FailedEntryCount":1,"Entries":[{"EventId":"…"},{"ErrorCode":"…","ErrorMessage":"…"}]}</c>. Errors:
/// <c>{"__type":"ResourceNotFoundException","message":"…"}</c>.
/// </summary>
internal sealed class PutEventsResponseUnmarshaller : JsonResponseUnmarshaller
{
    public static PutEventsResponseUnmarshaller Instance { get; } = new();

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        // An answer that cannot be read must not pass for success: the exception ends the call.
        using JsonDocument body = JsonDocument.Parse(input.Stream);
        List<PutEventsResultEntry> entries = [];
        foreach (JsonElement entry in body.RootElement.GetProperty("Entries").EnumerateArray())
        {
            entries.Add(new PutEventsResultEntry
            {
                ErrorCode = Text(entry, "ErrorCode"),
                ErrorMessage = Text(entry, "ErrorMessage"),
                EventId = Text(entry, "EventId"),
            });
        }

        return new PutEventsResponse
        {
            FailedEntryCount = body.RootElement.GetProperty("FailedEntryCount").GetInt32(),
            Entries = entries,
        };
    }

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        IWebResponseData response = input.ResponseData;
        using JsonDocument? body = Parse(input);
        string code = Header(response, "x-amzn-ErrorType") ?? Text(body?.RootElement, "__type")
            ?? statusCode.ToString();
        string message = Text(body?.RootElement, "message") ?? Text(body?.RootElement, "Message")
            ?? $"EventBridge answered {(int)statusCode}.";
        ErrorType type = (int)statusCode >= 500 ? ErrorType.Receiver : ErrorType.Sender;
        return new AmazonEventBridgeException(
            message, innerException, type, NameOf(code), Header(response, "x-amzn-RequestId") ?? "", statusCode);
    }

    // Decorations that occur on AWS: "com.amazonaws.events#ValidationException", "ValidationException:http://…".
    private static string NameOf(string code) => code[(code.LastIndexOf('#') + 1)..].Split(':')[0];

    private static string? Header(IWebResponseData response, string name) =>
        response.IsHeaderPresent(name) ? response.GetHeaderValue(name) : null;

    private static string? Text(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } map
        && map.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    // A proxy in between may answer with a page instead of JSON; the status then has to speak for itself.
    private static JsonDocument? Parse(JsonUnmarshallerContext input)
    {
        try
        {
            return JsonDocument.Parse(input.Stream);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
