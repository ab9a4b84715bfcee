namespace Onboarding.IntegrationTests.Compliance;

/// <summary>A test of what one function does.</summary>
/// <param name="logicalId">The function's name in template.yaml, for example <c>RegisterFunction</c>.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FunctionFactAttribute(string logicalId) : FactAttribute
{
    public string LogicalId { get; } = logicalId;
}
