namespace Onboarding.LocalAws.Tests.CloudTemplate.Schemas;

/// <summary>Skipped by name where CloudFormation's schemas are not installed; .ci/run installs them.</summary>
internal sealed class SchemaFactAttribute : FactAttribute
{
    public SchemaFactAttribute() =>
        Skip = CloudFormationSchemas.AreInstalled ? null : CloudFormationSchemas.HowToGetThem;
}

/// <inheritdoc cref="SchemaFactAttribute"/>
internal sealed class SchemaTheoryAttribute : TheoryAttribute
{
    public SchemaTheoryAttribute() =>
        Skip = CloudFormationSchemas.AreInstalled ? null : CloudFormationSchemas.HowToGetThem;
}
