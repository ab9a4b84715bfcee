using Onboarding.LocalAws.Ses.Mime;
using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>
/// PutSuppressedDestination. Source:
/// https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_PutSuppressedDestination.html.
/// </summary>
internal sealed class PutSuppressedDestination(SesContext context) : IRestJsonOperation
{
    public string Name => "PutSuppressedDestination";

    public RestJsonRoute Route { get; } = new("PUT /v2/email/suppression/addresses");

    public IReadOnlyList<Permission> Permissions { get; } = [new("ses:PutSuppressedDestination")];

    public OperationMembers Members { get; } = new("EmailAddress", "Reason");

    public ValueTask ExecuteAsync(RestJsonCall call, CancellationToken stop)
    {
        context.RequireSuppressionList();
        var address = call.Input.RequiredText("EmailAddress", "EmailAddress");
        if (EmailAddress.Parse(address).Address != address)
        {
            throw SesErrors.BadRequest($"Invalid email address {address}.");
        }

        var reason = SuppressionInput.Reason(call.Input.RequiredText("Reason", "Reason"), "reason");
        context.Stores.Account.Suppress(new SuppressedAddress(address, reason, context.Time.GetUtcNow()));
        return ValueTask.CompletedTask;
    }
}
