using System.Globalization;
using System.Xml;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Sts.Operations;

/// <summary>The element Credentials.</summary>
internal static class CredentialXml
{
    public static void Write(XmlWriter response, Credential credential)
    {
        response.WriteStartElement("Credentials");
        response.WriteElementString("AccessKeyId", credential.AccessKeyId);
        response.WriteElementString("SecretAccessKey", credential.SecretAccessKey);
        response.WriteElementString("SessionToken", credential.SessionToken);
        response.WriteElementString(
            "Expiration",
            credential.ExpiresAt!.Value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        response.WriteEndElement();
    }
}
