using System.Xml;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Sts.Operations;

/// <summary>
/// GetCallerIdentity: the principal behind the signature.
/// Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html.
/// </summary>
internal static class GetCallerIdentity
{
    public static ValueTask HandleAsync(AwsRequest request, AwsScope scope)
    {
        using var body = new MemoryStream(512);
        using (var xml = XmlWriter.Create(body, XmlWire.WriterSettings))
        {
            xml.WriteStartElement("GetCallerIdentityResponse", StsService.XmlNamespace);
            xml.WriteStartElement("GetCallerIdentityResult");
            xml.WriteElementString("Arn", request.Caller.Arn);
            xml.WriteElementString("UserId", request.Caller.UserId);
            xml.WriteElementString("Account", scope.AccountId);
            xml.WriteEndElement();
            xml.WriteStartElement("ResponseMetadata");
            xml.WriteElementString("RequestId", request.RequestId);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return request.Response.SendAsync(200, "text/xml", body.ToArray());
    }
}
