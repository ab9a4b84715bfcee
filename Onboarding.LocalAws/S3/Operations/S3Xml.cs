using System.Xml;
using System.Xml.Linq;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>XML bodies of S3: in with bounds, out in S3's namespace.</summary>
internal static class S3Xml
{
    private const string Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

    /// <summary>1,000 keys of 1,024 bytes, each escaped, with the elements around them.</summary>
    public const int LengthMax = 8 * 1024 * 1024;

    /// <exception cref="Wire.AwsException">MalformedXML.</exception>
    public static XElement Read(S3Request request, string root)
    {
        // Undecoded on purpose: the SDKs never stream an XML body in aws-chunked form.
        var element = Parse(request.Aws.Body.ToArray());
        return element.Name.LocalName == root ? element : throw S3Errors.MalformedXml();
    }

    /// <inheritdoc cref="Read"/>
    public static XElement Parse(byte[] document)
    {
        try
        {
            using var stream = new MemoryStream(document, writable: false);
            using var reader = XmlReader.Create(stream, XmlWire.ReaderSettings(LengthMax));
            return XElement.Load(reader);
        }
        catch (XmlException)
        {
            throw S3Errors.MalformedXml();
        }
    }

    /// <summary>The child of that local name in any namespace: clients differ in writing one.</summary>
    public static XElement? Child(this XElement parent, string name) =>
        parent.Elements().FirstOrDefault(e => e.Name.LocalName == name);

    public static IEnumerable<XElement> Children(this XElement parent, string name) =>
        parent.Elements().Where(e => e.Name.LocalName == name);

    public static ValueTask SendXmlAsync(this S3Request request, string root, Action<XmlWriter> writeContent)
    {
        using var body = new MemoryStream(1_024);
        using (var xml = XmlWriter.Create(body, XmlWire.WriterSettings))
        {
            xml.WriteStartElement(root, Namespace);
            writeContent(xml);
            xml.WriteEndElement();
        }

        return request.Aws.Response.SendAsync(200, "application/xml", body.ToArray());
    }

    /// <summary><c>2026-11-20T12:00:00.000Z</c>.</summary>
    public static string Time(DateTimeOffset at) => IsoTime.Milliseconds(at);

    /// <summary>The canonical user id of the one account: 64 hex digits, as AWS has it.</summary>
    public static string OwnerId(S3Request request) => request.Scope.AccountId.PadLeft(64, '0');

    public static void WriteOwner(this XmlWriter xml, S3Request request, string element = "Owner")
    {
        xml.WriteStartElement(element);
        xml.WriteElementString("ID", OwnerId(request));
        xml.WriteEndElement();
    }
}
