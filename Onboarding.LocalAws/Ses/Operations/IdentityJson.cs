using System.Diagnostics;
using System.Text.Json;
using Onboarding.LocalAws.Ses.Store;

namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>The parts of an identity that several responses repeat.</summary>
internal static class IdentityJson
{
    public static string TypeOf(EmailIdentity identity) => identity.IsDomain ? "DOMAIN" : "EMAIL_ADDRESS";

    public static string StatusOf(IdentityState state) => state switch
    {
        IdentityState.Verified => "SUCCESS",
        IdentityState.Pending => "PENDING",
        IdentityState.Failed => "FAILED",
        _ => throw new UnreachableException(),
    };

    /// <summary>Nothing is signed with DKIM here, since nothing leaves: the status says so.</summary>
    public static void WriteDkim(Utf8JsonWriter response, EmailIdentity identity)
    {
        response.WriteStartObject("DkimAttributes");
        response.WriteBoolean("SigningEnabled", false);
        response.WriteString("Status", "NOT_STARTED");
        if (identity.IsDomain)
        {
            response.WriteString("SigningAttributesOrigin", "AWS_SES");
        }

        response.WriteEndObject();
    }
}
