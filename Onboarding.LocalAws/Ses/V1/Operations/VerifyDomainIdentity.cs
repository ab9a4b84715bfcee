using Onboarding.LocalAws.Ses.Mime;
using Onboarding.LocalAws.Ses.Verification;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Ses.V1.Operations;

/// <summary>
/// VerifyDomainIdentity: AWS looks for the token in the domain's DNS, here its postmaster gets a link
/// (IdentityVerification).
/// Source: https://docs.aws.amazon.com/ses/latest/APIReference/API_VerifyDomainIdentity.html.
/// </summary>
internal sealed class VerifyDomainIdentity(IdentityVerification verification) : IAwsOperation<QueryCall>
{
    public string Name => "VerifyDomainIdentity";

    public IReadOnlyList<Permission> Permissions { get; } = [new("ses:VerifyDomainIdentity")];

    public OperationMembers Members { get; } = new("Domain");

    public ValueTask ExecuteAsync(QueryCall call, CancellationToken stop)
    {
        MailInput.Require(call, ("Domain", "domain"));
        var domain = call.Text("Domain")!;
        if (!domain.Contains('.', StringComparison.Ordinal)
            || EmailAddress.Parse("postmaster@" + domain).Fault is not null)
        {
            throw SesV1Errors.Invalid($"Invalid domain name {domain}.");
        }

        SesV1Verification.Begin(verification, domain);
        call.Response.WriteElementString("VerificationToken", DomainToken.Of(domain));
        return ValueTask.CompletedTask;
    }
}
