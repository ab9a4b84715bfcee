using Onboarding.LocalAws.Ses.Mime;
using Onboarding.LocalAws.Ses.Verification;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Ses.V1.Operations;

/// <summary>
/// VerifyEmailIdentity: the address may send once its link was opened (IdentityVerification).
/// Source: https://docs.aws.amazon.com/ses/latest/APIReference/API_VerifyEmailIdentity.html.
/// </summary>
internal sealed class VerifyEmailIdentity(IdentityVerification verification) : IAwsOperation<QueryCall>
{
    public string Name => "VerifyEmailIdentity";

    public IReadOnlyList<Permission> Permissions { get; } = [new("ses:VerifyEmailIdentity")];

    public OperationMembers Members { get; } = new("EmailAddress");

    public ValueTask ExecuteAsync(QueryCall call, CancellationToken stop)
    {
        MailInput.Require(call, ("EmailAddress", "emailAddress"));
        var address = call.Text("EmailAddress")!;
        if (EmailAddress.Parse(address).Address != address)
        {
            throw SesV1Errors.Invalid($"Invalid email address {address}.");
        }

        SesV1Verification.Begin(verification, address);
        call.BeginResponse();
        return ValueTask.CompletedTask;
    }
}
