namespace Onboarding.IntegrationTests.Compliance;

/// <summary>Functions in external runtimes, for example of an IDE.</summary>
public sealed class ExternalFunctionTests(ExternalStack stack)
    : FunctionCompliance(stack), IClassFixture<ExternalStack>;
