using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>
/// PutAccountSuppressionAttributes: for which reasons the list is heeded; none turns it off. Source:
/// https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_PutAccountSuppressionAttributes.html.
/// </summary>
internal sealed class PutAccountSuppressionAttributes(SendingAccount account) : IRestJsonOperation
{
    public string Name => "PutAccountSuppressionAttributes";

    public RestJsonRoute Route { get; } = new("PUT /v2/email/account/suppression");

    public IReadOnlyList<Permission> Permissions { get; } = [new("ses:PutAccountSuppressionAttributes")];

    public OperationMembers Members { get; } = new("SuppressedReasons") { Refused = ["ValidationAttributes"] };

    public ValueTask ExecuteAsync(RestJsonCall call, CancellationToken stop)
    {
        account.PutReasons(SuppressionInput.Reasons(call.Input) ?? []);
        return ValueTask.CompletedTask;
    }
}
