using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Amazon.SimpleEmailV2.Model;

namespace Amazon.SimpleEmailV2.Internal;

/// <summary>
/// Success: <c>{"MessageId":"…"}</c>. Errors carry their name in the header <c>X-Amzn-ErrorType</c>
/// (<c>MessageRejected</c>, sometimes followed by <c>:http://…</c>) and <c>{"message":"…"}</c> in the body.
/// </summary>
internal sealed class SendEmailResponseUnmarshaller : JsonResponseUnmarshaller
{
    public static SendEmailResponseUnmarshaller Instance { get; } = new();

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        using JsonDocument? body = Parse(input);
        return new SendEmailResponse { MessageId = Text(body, "MessageId") };
    }

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        IWebResponseData response = input.ResponseData;
        using JsonDocument? body = Parse(input);
        string code = Header(response, "x-amzn-ErrorType") ?? Text(body, "__type") ?? statusCode.ToString();
        string message = Text(body, "message") ?? Text(body, "Message") ?? $"SES answered {(int)statusCode}.";
        ErrorType type = (int)statusCode >= 500 ? ErrorType.Receiver : ErrorType.Sender;
        return new AmazonSimpleEmailServiceV2Exception(
            message, innerException, type, NameOf(code), Header(response, "x-amzn-RequestId") ?? "", statusCode);
    }

    // Both decorations occur on AWS: "com.amazonaws.ses#MessageRejected" and "MessageRejected:http://…".
    private static string NameOf(string code) => code[(code.LastIndexOf('#') + 1)..].Split(':')[0];

    private static string? Header(IWebResponseData response, string name) =>
        response.IsHeaderPresent(name) ? response.GetHeaderValue(name) : null;

    private static string? Text(JsonDocument? body, string name) =>
        body?.RootElement is { ValueKind: JsonValueKind.Object } root
        && root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
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
