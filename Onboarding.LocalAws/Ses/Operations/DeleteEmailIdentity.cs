using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>DeleteEmailIdentity: the address or domain may no longer send.</summary>
internal sealed class DeleteEmailIdentity(EmailIdentities identities) : IRestJsonOperation
{
    public string Name => "DeleteEmailIdentity";

    public RestJsonRoute Route { get; } = new("DELETE /v2/email/identities/{EmailIdentity}");

    public IReadOnlyList<Permission> Permissions { get; } = [new("ses:DeleteEmailIdentity", SesResources.Identity)];

    public OperationMembers Members { get; } = new("EmailIdentity");

    public ValueTask ExecuteAsync(RestJsonCall call, CancellationToken stop)
    {
        var name = call.Label("EmailIdentity");
        return identities.Remove(name) ? ValueTask.CompletedTask : throw SesErrors.NoIdentity(name);
    }
}
