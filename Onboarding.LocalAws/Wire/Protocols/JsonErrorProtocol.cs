using System.Buffers;
using System.Text.Json;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Wire.Protocols;

/// <summary>
/// Errors of the AWS JSON protocols (DynamoDB, SQS, Cognito …): <c>{"__type":"prefix#Code","message":"…"}</c>.
/// Source: https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html
/// </summary>
/// <param name="version"><c>1.0</c> or <c>1.1</c>.</param>
/// <param name="typePrefix">The namespace before the hash in <c>__type</c>; null for a bare code.</param>
/// <param name="writesCrc32">Whether bodies carry their checksum in a header, as DynamoDB's do.</param>
internal sealed class JsonErrorProtocol(string version, string? typePrefix = null, bool writesCrc32 = false)
    : IErrorProtocol
{
    private const string CommonPrefix = "com.amazon.coral.service";
    private const string ValidationPrefix = "com.amazon.coral.validate";

    private readonly string _contentType = "application/x-amz-json-" + version;

    public string RequestIdHeader => "x-amzn-RequestId";

    public AwsError InternalError { get; init; } = new("InternalServerError", 500, "Internal server error");

    public AwsError Unavailable { get; } = CommonErrors.ServiceUnavailable;

    public AwsError BodyTooLarge(int sizeBytesMax) =>
        new("RequestEntityTooLargeException", 413, $"The request body is larger than {sizeBytesMax} bytes.");

    public AwsError Describe(SignatureFault fault) => SignatureErrors.Json(fault);

    public ValueTask WriteAsync(AwsError error, AwsResponse response)
    {
        var body = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(body, JsonWire.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("__type", QualifiedType(error));
            json.WriteString(
                error.Status >= 500 || typePrefix is null ? "message" : MessageMember(error), error.Message);
            if (error.ExtraJson is { } extra)
            {
                JsonWire.WriteMembers(json, extra);
            }

            json.WriteEndObject();
        }

        if (writesCrc32)
        {
            Crc32.SetHeader(response.Http.Response, body.WrittenSpan);
        }

        return response.SendAsync(error.Status, _contentType, body.WrittenMemory);
    }

    /// <summary>DynamoDB writes its own codes with its namespace and the shared ones with Coral's.</summary>
    private string QualifiedType(AwsError error) =>
        typePrefix is null ? error.Code
        : error.Code == "ValidationException" ? $"{ValidationPrefix}#{error.Code}"
        : SignatureErrors.IsShared(error.Code) ? $"{CommonPrefix}#{error.Code}"
        : $"{typePrefix}#{error.Code}";

    /// <summary>
    /// DynamoDB capitalises the member in TransactionCanceledException and nowhere else
    /// (recorded by every SDK's unmarshaller, which accepts both).
    /// </summary>
    private static string MessageMember(AwsError error) =>
        error.Code == "TransactionCanceledException" ? "Message" : "message";
}
