using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Ses.V1.Operations;

/// <summary>
/// DeleteIdentity: one that is not there is no fault.
/// Source: https://docs.aws.amazon.com/ses/latest/APIReference/API_DeleteIdentity.html.
/// </summary>
internal sealed class DeleteIdentity(EmailIdentities identities) : IAwsOperation<QueryCall>
{
    public string Name => "DeleteIdentity";

    public IReadOnlyList<Permission> Permissions { get; } = [new("ses:DeleteIdentity")];

    public OperationMembers Members { get; } = new("Identity");

    public ValueTask ExecuteAsync(QueryCall call, CancellationToken stop)
    {
        MailInput.Require(call, ("Identity", "identity"));
        identities.Remove(call.Text("Identity")!);
        call.BeginResponse();
        return ValueTask.CompletedTask;
    }
}
