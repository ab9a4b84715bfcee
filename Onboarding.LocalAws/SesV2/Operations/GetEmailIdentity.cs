using Onboarding.LocalAws.SesV2.Store;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.SesV2.Operations;

/// <summary>GetEmailIdentity: one identity's state.</summary>
internal static class GetEmailIdentity
{
    public static ValueTask HandleAsync(AwsRequest request, EmailIdentities identities, string name)
    {
        var identity = identities.Find(name) ?? throw SesErrors.NoIdentity(name);
        return SesJson.SendAsync(request, json =>
        {
            json.WriteString("IdentityType", IdentityJson.TypeOf(identity));
            json.WriteBoolean("FeedbackForwardingStatus", true);
            json.WriteBoolean("VerifiedForSendingStatus", true);
            json.WriteString("VerificationStatus", "SUCCESS");
            IdentityJson.WriteDkim(json, identity);
            json.WriteStartObject("MailFromAttributes");
            json.WriteString("BehaviorOnMxFailure", "USE_DEFAULT_VALUE");
            json.WriteEndObject();
            json.WriteStartObject("Policies");
            json.WriteEndObject();
            json.WriteStartArray("Tags");
            foreach (var (key, value) in identity.Tags)
            {
                json.WriteStartObject();
                json.WriteString("Key", key);
                json.WriteString("Value", value);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }
}
