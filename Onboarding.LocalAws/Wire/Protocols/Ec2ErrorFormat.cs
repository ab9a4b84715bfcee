using System.Xml;

namespace Onboarding.LocalAws.Wire.Protocols;

/// <summary>
/// Errors of EC2, the one service of its protocol:
/// <c>&lt;Response&gt;&lt;Errors&gt;&lt;Error&gt;&lt;Code&gt;…&lt;/Code&gt;&lt;Message&gt;…</c>.
/// Source: https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html#operation-error-serialization.
/// </summary>
internal sealed class Ec2ErrorFormat : IErrorFormat
{
    public string RequestIdHeader => "x-amzn-RequestId";

    public ValueTask WriteAsync(AwsError error, AwsResponse response)
    {
        using var body = new MemoryStream(512);
        using (var xml = XmlWriter.Create(body, XmlWire.WriterSettings))
        {
            xml.WriteStartElement("Response");
            xml.WriteStartElement("Errors");
            xml.WriteStartElement("Error");
            xml.WriteElementString("Code", error.Code);
            xml.WriteElementString("Message", error.Message);
            xml.WriteEndElement();
            xml.WriteEndElement();
            xml.WriteElementString("RequestID", response.RequestId);
            xml.WriteEndElement();
        }

        return response.SendAsync(error.Status, "text/xml", body.ToArray());
    }
}
