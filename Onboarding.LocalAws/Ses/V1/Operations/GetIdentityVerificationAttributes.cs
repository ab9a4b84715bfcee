using System.Diagnostics;
using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Ses.Verification;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Ses.V1.Operations;

/// <summary>
/// GetIdentityVerificationAttributes: of those identities that there are. Source:
/// https://docs.aws.amazon.com/ses/latest/APIReference/API_GetIdentityVerificationAttributes.html.
/// </summary>
internal sealed class GetIdentityVerificationAttributes(
    EmailIdentities identities, IdentityVerification verification) : IAwsOperation<QueryCall>
{
    private const int CountMax = 100;

    public string Name => "GetIdentityVerificationAttributes";

    public IReadOnlyList<Permission> Permissions { get; } = [new("ses:GetIdentityVerificationAttributes")];

    public OperationMembers Members { get; } = new("Identities");

    public ValueTask ExecuteAsync(QueryCall call, CancellationToken stop)
    {
        MailInput.Require(call, ("Identities", "identities"));
        var names = call.Texts("Identities");
        if (names.Count > CountMax)
        {
            throw SesV1Errors.Invalid($"At most {CountMax} identities can be asked for.");
        }

        var response = call.Response;
        response.WriteStartElement("VerificationAttributes");
        foreach (var name in names.Distinct(StringComparer.Ordinal))
        {
            if (identities.Find(name) is not { } identity)
            {
                continue;
            }

            response.WriteStartElement("entry");
            response.WriteElementString("key", name);
            response.WriteStartElement("value");
            response.WriteElementString("VerificationStatus", StatusOf(verification.StateOf(identity)));
            if (identity.IsDomain)
            {
                response.WriteElementString("VerificationToken", DomainToken.Of(name));
            }

            response.WriteEndElement();
            response.WriteEndElement();
        }

        response.WriteEndElement();
        return ValueTask.CompletedTask;
    }

    private static string StatusOf(IdentityState state) => state switch
    {
        IdentityState.Verified => "Success",
        IdentityState.Pending => "Pending",
        IdentityState.Failed => "Failed",
        _ => throw new UnreachableException(),
    };
}
