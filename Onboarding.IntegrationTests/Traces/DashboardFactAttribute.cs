using Onboarding.AppHost.Dashboard;
using Onboarding.IntegrationTests.Browser;

namespace Onboarding.IntegrationTests.Traces;

/// <summary>
/// One dashboard at a time: each wants its usual port, and takes seconds before it has it.
/// </summary>
[CollectionDefinition(Name)]
public sealed class DashboardCollection
{
    public const string Name = "dashboard";
}

/// <summary>Skipped by name where no Aspire CLI is to be found: the host then runs without it too.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal class DashboardFactAttribute : FactAttribute
{
    public DashboardFactAttribute() =>
        Skip = DashboardLocator.Find(Environment.GetEnvironmentVariable, AppContext.BaseDirectory) is null
            ? "no Aspire CLI: " + DashboardLocator.HowToGetIt
            : null;
}

/// <inheritdoc cref="DashboardFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DashboardPageFactAttribute : DashboardFactAttribute
{
    public DashboardPageFactAttribute() => Skip ??= Chromium.WhyNot;
}
