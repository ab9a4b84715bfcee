using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace Onboarding.Functions.Aws.Pipeline;

/// <summary>
/// The body of a response and, where it is an error, what it says. Errors carry their name in the header
/// <c>X-Amzn-ErrorType</c> (<c>MessageRejected</c>, sometimes followed by <c>:http://…</c>) or in the body's
/// <c>__type</c>, and <c>{"message":"…"}</c> in the body.
/// </summary>
internal sealed class JsonResponse : IDisposable
{
    private readonly JsonDocument? _body;
    private readonly IWebResponseData _response;

    private JsonResponse(JsonDocument? body, IWebResponseData response)
    {
        _body = body;
        _response = response;
    }

    /// <summary>The body's object; undefined where there is none.</summary>
    public JsonElement Root => _body?.RootElement is { ValueKind: JsonValueKind.Object } root ? root : default;

    /// <summary>Both decorations occur: `com.amazonaws.ses#MessageRejected` and `MessageRejected:http://…`.</summary>
    public string? ErrorCode
    {
        get
        {
            var code = Header("x-amzn-ErrorType") ?? Text(Root, "__type");
            return code?[(code.LastIndexOf('#') + 1)..].Split(':')[0];
        }
    }

    public string? ErrorMessage => Text(Root, "message") ?? Text(Root, "Message");

    public string RequestId => Header("x-amzn-RequestId") ?? "";

    public static JsonResponse Read(JsonUnmarshallerContext context)
    {
        try
        {
            return new JsonResponse(JsonDocument.Parse(context.Stream), context.ResponseData);
        }
        catch (JsonException)
        {
            // A proxy in between may answer with a page; the status then has to speak for itself.
            return new JsonResponse(null, context.ResponseData);
        }
    }

    public static string? Text(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object
        && owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    public static ErrorType TypeOf(HttpStatusCode status) =>
        (int)status >= 500 ? ErrorType.Receiver : ErrorType.Sender;

    public void Dispose() => _body?.Dispose();

    private string? Header(string name) =>
        _response.IsHeaderPresent(name) ? _response.GetHeaderValue(name) : null;
}
