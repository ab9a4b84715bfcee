using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>
/// GetSuppressedDestination. Source:
/// https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetSuppressedDestination.html.
/// </summary>
internal sealed class GetSuppressedDestination(SesContext context) : IRestJsonOperation
{
    public string Name => "GetSuppressedDestination";

    public RestJsonRoute Route { get; } = new("GET /v2/email/suppression/addresses/{EmailAddress}");

    public IReadOnlyList<Permission> Permissions { get; } = [new("ses:GetSuppressedDestination")];

    public OperationMembers Members { get; } = new("EmailAddress");

    public ValueTask ExecuteAsync(RestJsonCall call, CancellationToken stop)
    {
        context.RequireSuppressionList();
        var address = call.Label("EmailAddress");
        var found = context.Stores.Account.FindSuppressed(address) ?? throw SesErrors.NotSuppressed(address);
        call.Response.WriteStartObject("SuppressedDestination"u8);
        SuppressionJson.WriteAddress(call.Response, found);
        call.Response.WriteEndObject();
        return ValueTask.CompletedTask;
    }
}
