using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>
/// DeleteSuppressedDestination. Source:
/// https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_DeleteSuppressedDestination.html.
/// </summary>
internal sealed class DeleteSuppressedDestination(SesContext context) : IRestJsonOperation
{
    public string Name => "DeleteSuppressedDestination";

    public RestJsonRoute Route { get; } = new("DELETE /v2/email/suppression/addresses/{EmailAddress}");

    public IReadOnlyList<Permission> Permissions { get; } = [new("ses:DeleteSuppressedDestination")];

    public OperationMembers Members { get; } = new("EmailAddress");

    public ValueTask ExecuteAsync(RestJsonCall call, CancellationToken stop)
    {
        context.RequireSuppressionList();
        var address = call.Label("EmailAddress");
        return context.Stores.Account.Release(address)
            ? ValueTask.CompletedTask
            : throw SesErrors.NotSuppressed(address);
    }
}
