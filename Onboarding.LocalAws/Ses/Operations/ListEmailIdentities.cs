using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Ses.Verification;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>ListEmailIdentities: every identity by name, in pages.</summary>
internal sealed class ListEmailIdentities(EmailIdentities identities, IdentityVerification verification)
    : IRestJsonOperation
{
    private const int PageSizeMax = 1_000;
    private const int PageSizeDefault = 100;

    public string Name => "ListEmailIdentities";

    public RestJsonRoute Route { get; } = new("GET /v2/email/identities");

    public IReadOnlyList<Permission> Permissions { get; } = [new("ses:ListEmailIdentities")];

    public OperationMembers Members { get; } = new("NextToken", "PageSize");

    public ValueTask ExecuteAsync(RestJsonCall call, CancellationToken stop)
    {
        var asked = Pages.Asked(call.Query, PageSizeDefault, PageSizeMax);
        var (page, next) = Pages.Of(identities.All(), i => i.Name, StringComparer.OrdinalIgnoreCase, asked);
        var response = call.Response;
        response.WriteStartArray("EmailIdentities");
        foreach (var identity in page)
        {
            response.WriteStartObject();
            response.WriteString("IdentityName", identity.Name);
            response.WriteString("IdentityType", IdentityJson.TypeOf(identity));
            response.WriteBoolean("SendingEnabled", identity.IsVerified);
            response.WriteString("VerificationStatus", IdentityJson.StatusOf(verification.StateOf(identity)));
            response.WriteEndObject();
        }

        response.WriteEndArray();
        if (next is not null)
        {
            response.WriteString("NextToken", next);
        }

        return ValueTask.CompletedTask;
    }
}
