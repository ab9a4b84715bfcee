using System.Xml;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Wire.Protocols;

/// <summary>
/// Errors of the query protocol (STS): <c>&lt;ErrorResponse&gt;&lt;Error&gt;&lt;Type&gt;Sender&lt;/Type&gt;…</c>.
/// Source: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#error-serialization.
/// </summary>
/// <param name="xmlNamespace">The service's, for example <c>https://sts.amazonaws.com/doc/2011-06-15/</c>.</param>
internal sealed class QueryErrorProtocol(string xmlNamespace) : IErrorProtocol
{
    public string RequestIdHeader => "x-amzn-RequestId";

    public AwsError InternalError { get; } = new(
        "InternalFailure", 500, "The request processing has failed because of an unknown error, exception or failure.");

    public AwsError Unavailable { get; } = CommonErrors.ServiceUnavailable;

    public AwsError BodyTooLarge(int sizeBytesMax) =>
        new("RequestEntityTooLarge", 413, $"The request body is larger than {sizeBytesMax} bytes.");

    /// <summary>Codes: https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html.</summary>
    public AwsError Describe(SignatureFault fault) => fault.Kind switch
    {
        SignatureFaultKind.Missing => new("MissingAuthenticationToken", 403, fault.Detail),
        SignatureFaultKind.Incomplete or SignatureFaultKind.Version2 or SignatureFaultKind.MalformedUrl
            or SignatureFaultKind.MissingContentHash =>
            new("IncompleteSignature", 400, fault.Detail),
        SignatureFaultKind.UnknownKey or SignatureFaultKind.WrongToken =>
            new("InvalidClientTokenId", 403, fault.Detail),
        SignatureFaultKind.ExpiredToken => new("ExpiredToken", 403, fault.Detail),
        SignatureFaultKind.HeadersNotSigned or SignatureFaultKind.Mismatch or SignatureFaultKind.Expired
            or SignatureFaultKind.UrlExpired
            or SignatureFaultKind.BodyMismatch or SignatureFaultKind.WrongScope =>
            new("SignatureDoesNotMatch", 403, fault.Detail),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public ValueTask WriteAsync(AwsError error, AwsResponse response)
    {
        using var body = new MemoryStream(512);
        using (var xml = XmlWriter.Create(body, XmlWire.WriterSettings))
        {
            xml.WriteStartElement("ErrorResponse", xmlNamespace);
            xml.WriteStartElement("Error");
            xml.WriteElementString("Type", error.Status >= 500 ? "Receiver" : "Sender");
            xml.WriteElementString("Code", error.Code);
            xml.WriteElementString("Message", error.Message);
            xml.WriteEndElement();
            xml.WriteElementString("RequestId", response.RequestId);
            xml.WriteEndElement();
        }

        return response.SendAsync(error.Status, "text/xml", body.ToArray());
    }
}
