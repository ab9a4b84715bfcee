using Onboarding.AppHost.Graph;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Deploy;

/// <summary>The functions as they are deployed: the native executable, a process per environment.</summary>
public sealed class NativeStack() : RunningStack(new OnboardingOptions
{
    Functions = FunctionHostingMode.Process,
    Bootstrap = PublishedBootstrap.OfThisMachine.Executable,
})
{
    public override async Task InitializeAsync()
    {
        var output = await PublishedBootstrap.OfThisMachine.GetAsync();
        Assert.True(output.ExitCode == 0, output.Text);
        await base.InitializeAsync();
    }
}
