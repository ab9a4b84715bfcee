using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Compliance;

/// <summary>Functions as tasks of the host, which is how a developer starts it.</summary>
public sealed class InProcessFunctionTests(RunningStack stack) : FunctionCompliance(stack), IClassFixture<RunningStack>
{
    [Fact]
    public async Task A_function_runs_in_the_host() =>
        Assert.Contains("onboarding-GetRegistrationFunction", await SourcesOfOneCallAsync());
}
