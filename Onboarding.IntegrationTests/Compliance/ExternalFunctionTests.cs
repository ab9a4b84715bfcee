namespace Onboarding.IntegrationTests.Compliance;

/// <summary>Functions that somebody else runs, for example an IDE.</summary>
public sealed class ExternalFunctionTests(ExternalStack stack)
    : FunctionCompliance(stack), IClassFixture<ExternalStack>;
