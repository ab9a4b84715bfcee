using Onboarding.LocalAws.Lambda.Environments;
using Onboarding.LocalAws.Lambda.Model;

namespace Onboarding.LocalAws.Hosting.Runtime;

/// <summary>Runs each function as its table says.</summary>
internal sealed class FunctionTableLauncher(FunctionTable table, TimeProvider time) : IEnvironmentLauncher
{
    public bool Starts(FunctionDefinition function) => table.Find(function) is { IsStartedByHost: true };

    public Task<EnvironmentExit> RunAsync(EnvironmentStart start, CancellationToken kill) =>
        table.Find(start.Function)!.CreateLauncher(start, time).RunAsync(start, kill);
}
