using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Modules;

namespace Onboarding.LocalAws.Sts;

/// <summary>STS, which keeps nothing.</summary>
internal sealed class StsModule(HostContext host) : ServiceModule
{
    public override IReadOnlyList<IAwsService> Services { get; } = [new StsService(host.Scope)];
}
