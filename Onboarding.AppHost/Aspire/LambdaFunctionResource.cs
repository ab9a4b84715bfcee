using Aspire.Hosting.ApplicationModel;

namespace Onboarding.AppHost.Aspire;

/// <summary>One function of the template: a process that polls the emulator's Runtime API under its own name.</summary>
internal sealed class LambdaFunctionResource(string name, string command, string workingDirectory)
    : ExecutableResource(name, command, workingDirectory);
