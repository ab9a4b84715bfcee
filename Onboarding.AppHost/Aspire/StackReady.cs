using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Onboarding.AppHost.Aspire;

/// <summary>
/// The emulator answers before the template is provisioned; its ready file tells when that is through.
/// </summary>
internal sealed class StackReady(FileInfo readyFile) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken stop = default) =>
        Task.FromResult(File.Exists(readyFile.FullName)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("the template is being provisioned"));
}
