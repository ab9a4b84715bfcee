using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.FullFeed;

/// <summary>Skipped by name where the tool is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TestToolFactAttribute : FactAttribute
{
    public TestToolFactAttribute() => Skip = SearchPath.Has(StartedTool.Program)
        ? null
        : "no Amazon.Lambda.TestTool: dotnet tool install -g Amazon.Lambda.TestTool --version 0.16.0";
}
