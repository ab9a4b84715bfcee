using Onboarding.LocalAws.Lambda.Model;

namespace Onboarding.LocalAws.Lambda.Environments;

/// <summary>Starts nothing: an external runtime polls under the function's own name.</summary>
internal sealed class ExternalLauncher : IEnvironmentLauncher
{
    public bool Starts(FunctionDefinition function) => false;

    public Task<EnvironmentExit> RunAsync(EnvironmentStart start, CancellationToken kill) =>
        throw new System.Diagnostics.UnreachableException();
}
