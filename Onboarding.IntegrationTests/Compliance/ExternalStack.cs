using Onboarding.AppHost.Graph;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Compliance;

/// <summary><c>--functions external</c>, and one external runtime per function.</summary>
public sealed class ExternalStack() : RunningStack(new OnboardingOptions { Functions = FunctionHostingMode.External })
{
    private readonly List<AttachedRuntime> _runtimes = [];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        foreach (var function in await this.FunctionNamesAsync())
        {
            _runtimes.Add(await AttachedRuntime.StartAsync(this, function));
        }
    }

    public override async Task DisposeAsync()
    {
        foreach (var runtime in _runtimes)
        {
            await runtime.DisposeAsync();
        }

        await base.DisposeAsync();
    }
}
