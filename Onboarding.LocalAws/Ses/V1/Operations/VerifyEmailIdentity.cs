using Onboarding.LocalAws.Ses.Mime;
using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Ses.V1.Operations;

/// <summary>
/// VerifyEmailIdentity: the address may send at once (EmailIdentities); AWS mails it a link first.
/// Source: https://docs.aws.amazon.com/ses/latest/APIReference/API_VerifyEmailIdentity.html.
/// </summary>
internal sealed class VerifyEmailIdentity(EmailIdentities identities) : IAwsOperation<QueryCall>
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

        Verification.Add(identities, address);
        call.BeginResponse();
        return ValueTask.CompletedTask;
    }
}
