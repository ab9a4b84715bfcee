using Onboarding.LocalAws.Sts.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Modules;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Sts;

/// <summary>STS: the roles that may be assumed. The sessions themselves are the edge's.</summary>
internal sealed class StsModule : ServiceModule
{
    private readonly CredentialStore _credentials;

    public StsModule(HostContext host)
    {
        _credentials = host.Credentials;
        Services = [new StsService(host.Scope, Roles, host.Credentials)];
    }

    public Roles Roles { get; } = new();

    public override IReadOnlyList<IAwsService> Services { get; }

    /// <summary>Every session ends, those of identity pools too.</summary>
    public override ValueTask ResetAsync()
    {
        Roles.Clear();
        _credentials.RevokeExpiring();
        return ValueTask.CompletedTask;
    }
}
