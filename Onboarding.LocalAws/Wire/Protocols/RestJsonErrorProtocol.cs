using System.Buffers;
using System.Text.Json;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Wire.Protocols;

/// <summary>
/// Errors of REST-JSON services (Lambda, SES v2): the code travels in the <c>x-amzn-ErrorType</c> header.
/// Source: https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html
/// </summary>
/// <param name="messageMember"><c>message</c>, or <c>Message</c> where the service capitalises it.</param>
/// <param name="writesType">True where the body repeats the kind as <c>Type</c>: "User" or "Service" (Lambda).</param>
internal sealed class RestJsonErrorProtocol(string messageMember = "message", bool writesType = false) : IErrorProtocol
{
    public string RequestIdHeader => "x-amzn-RequestId";

    public AwsError InternalError { get; init; } = new("InternalServiceErrorException", 500, "Internal service error");

    public AwsError Unavailable { get; } = CommonErrors.ServiceUnavailable;

    public AwsError BodyTooLarge(int sizeBytesMax) =>
        new("RequestTooLargeException", 413, $"Request must be smaller than {sizeBytesMax} bytes.");

    public AwsError Describe(SignatureFault fault) => SignatureErrors.RestJson(fault);

    public ValueTask WriteAsync(AwsError error, AwsResponse response)
    {
        response.Http.Response.Headers["x-amzn-ErrorType"] = error.Code;
        var body = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(body, JsonWire.WriterOptions))
        {
            json.WriteStartObject();
            if (writesType)
            {
                json.WriteString("Type", error.Status >= 500 ? "Service" : "User");
            }

            // The front end's own errors are lower case in every service.
            json.WriteString(SignatureErrors.IsShared(error.Code) ? "message" : messageMember, error.Message);
            if (error.ExtraJson is { } extra)
            {
                JsonWire.WriteMembers(json, extra);
            }

            json.WriteEndObject();
        }

        return response.SendAsync(error.Status, "application/json", body.WrittenMemory);
    }
}
