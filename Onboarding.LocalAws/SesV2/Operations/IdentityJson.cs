using System.Text.Json;
using Onboarding.LocalAws.SesV2.Store;

namespace Onboarding.LocalAws.SesV2.Operations;

/// <summary>The parts of an identity that several answers repeat.</summary>
internal static class IdentityJson
{
    public static string TypeOf(EmailIdentity identity) => identity.IsDomain ? "DOMAIN" : "EMAIL_ADDRESS";

    /// <summary>Nothing is signed with DKIM here, since nothing leaves: the status says so.</summary>
    public static void WriteDkim(Utf8JsonWriter json, EmailIdentity identity)
    {
        json.WriteStartObject("DkimAttributes");
        json.WriteBoolean("SigningEnabled", false);
        json.WriteString("Status", "NOT_STARTED");
        if (identity.IsDomain)
        {
            json.WriteString("SigningAttributesOrigin", "AWS_SES");
        }

        json.WriteEndObject();
    }
}
