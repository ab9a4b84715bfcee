using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Ses.Verification;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>GetEmailIdentity: one identity's state.</summary>
internal sealed class GetEmailIdentity(EmailIdentities identities, IdentityVerification verification)
    : IRestJsonOperation
{
    public string Name => "GetEmailIdentity";

    public RestJsonRoute Route { get; } = new("GET /v2/email/identities/{EmailIdentity}");

    public IReadOnlyList<Permission> Permissions { get; } = [new("ses:GetEmailIdentity", SesResources.Identity)];

    public OperationMembers Members { get; } = new("EmailIdentity");

    public ValueTask ExecuteAsync(RestJsonCall call, CancellationToken stop)
    {
        var name = call.Label("EmailIdentity");
        var identity = identities.Find(name) ?? throw SesErrors.NoIdentity(name);
        var response = call.Response;
        response.WriteString("IdentityType", IdentityJson.TypeOf(identity));
        response.WriteBoolean("FeedbackForwardingStatus", true);
        response.WriteBoolean("VerifiedForSendingStatus", identity.IsVerified);
        response.WriteString("VerificationStatus", IdentityJson.StatusOf(verification.StateOf(identity)));
        IdentityJson.WriteDkim(response, identity);
        response.WriteStartObject("MailFromAttributes");
        response.WriteString("BehaviorOnMxFailure", "USE_DEFAULT_VALUE");
        response.WriteEndObject();
        response.WriteStartObject("Policies");
        response.WriteEndObject();
        NamedValues.Write(response, "Tags", "Key", identity.Tags);
        return ValueTask.CompletedTask;
    }
}
