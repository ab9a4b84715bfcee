namespace Onboarding.IntegrationTests.Compliance;

/// <summary>Functions as child processes, which is how Lambda runs them.</summary>
public sealed class ProcessFunctionTests(ProcessStack stack) : FunctionCompliance(stack), IClassFixture<ProcessStack>
{
    [Fact]
    public async Task A_function_runs_elsewhere() =>
        Assert.Equal(["Onboarding.LocalAws"], await SourcesOfOneCallAsync());
}
