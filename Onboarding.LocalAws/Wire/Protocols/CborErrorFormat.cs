using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Onboarding.LocalAws.Wire.Protocols;

/// <summary>
/// Errors of the Smithy RPC protocol in CBOR, which new SDKs prefer for CloudWatch: a map of <c>__type</c> and
/// <c>message</c>, both texts.
/// Sources: https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html, RFC 8949 section 3.
/// </summary>
internal sealed class CborErrorFormat : IErrorFormat
{
    /// <summary>The header of requests and responses, and what it says.</summary>
    public const string ProtocolHeader = "smithy-protocol";
    public const string ProtocolName = "rpc-v2-cbor";

    private const byte MapOfTwo = 0xA2;
    private const byte ShortText = 0x60;
    private const byte TextWith16BitLength = 0x79;

    public string RequestIdHeader => "x-amzn-RequestId";

    public ValueTask WriteAsync(AwsError error, AwsResponse response)
    {
        response.Http.Response.Headers[ProtocolHeader] = ProtocolName;
        var body = new ArrayBufferWriter<byte>(512);
        body.Write([MapOfTwo]);
        WriteText(body, "__type");
        WriteText(body, error.Code);
        WriteText(body, "message");
        WriteText(body, error.Message);
        return response.SendAsync(error.Status, "application/cbor", body.WrittenMemory);
    }

    private static void WriteText(ArrayBufferWriter<byte> to, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length < 24)
        {
            to.Write([(byte)(ShortText | bytes.Length)]);
        }
        else
        {
            Span<byte> head = [TextWith16BitLength, 0, 0];
            BinaryPrimitives.WriteUInt16BigEndian(head[1..], checked((ushort)bytes.Length));
            to.Write(head);
        }

        to.Write(bytes);
    }
}
