using Onboarding.LocalAws.Ses.Mime;
using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Ses.V1.Operations;

/// <summary>
/// VerifyDomainIdentity: the domain may send at once (EmailIdentities); AWS looks for the token in its DNS first.
/// Source: https://docs.aws.amazon.com/ses/latest/APIReference/API_VerifyDomainIdentity.html.
/// </summary>
internal sealed class VerifyDomainIdentity(EmailIdentities identities) : IAwsOperation<QueryCall>
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

        Verification.Add(identities, domain);
        call.Response.WriteElementString("VerificationToken", Verification.TokenOf(domain));
        return ValueTask.CompletedTask;
    }
}
