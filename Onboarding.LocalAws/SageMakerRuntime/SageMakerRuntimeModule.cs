using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Modules;

namespace Onboarding.LocalAws.SageMakerRuntime;

/// <summary>SageMaker's runtime. It keeps nothing: every endpoint is the same model, which has no state.</summary>
internal sealed class SageMakerRuntimeModule(HostContext host) : ServiceModule
{
    public override IReadOnlyList<IAwsService> Services { get; } = [new SageMakerRuntimeService(host.Scope)];
}
