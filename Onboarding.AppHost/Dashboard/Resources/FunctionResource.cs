using System.Globalization;
using Onboarding.AppHost.Dashboard.Resources.Wire;
using Onboarding.LocalAws.Hosting.Views;

namespace Onboarding.AppHost.Dashboard.Resources;

/// <summary>A function with its variables; degraded while its last invocation is one that failed.</summary>
internal static class FunctionResource
{
    /// <param name="references">The resources whose names stand in its variables.</param>
    public static ResourceState Describe(
        FunctionView function, DateTimeOffset startedAt, IEnumerable<string> references)
    {
        var resource = new ResourceBuilder(function.Name, "Function", startedAt, "Flash")
            .Property("Handler", function.Handler)
            .Property("Environments", Environments(function))
            .Property("Memory", Invariant($"{function.MemorySizeMegabytes} MB"))
            .Property("Timeout", Invariant($"{function.Timeout.TotalSeconds:0.#} s"))
            .Property("Invocations", Invariant($"{function.InvocationCount}, {function.FailureCount} failed"))
            .Command(Commands.RestartFunction(function.IsManaged));
        foreach (var (name, value) in function.Environment.OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            resource.Variable(name, Secrets.Shown(name, value));
        }

        foreach (var reference in references)
        {
            resource.Reference(reference);
        }

        return WithHealth(resource, function).Build();
    }

    private static ResourceBuilder WithHealth(ResourceBuilder resource, FunctionView function)
    {
        if (!function.IsManaged && !function.HasExternalRuntime)
        {
            return resource.State("Waiting", "info").Health(
                "runtime", HealthStatus.Unhealthy, "No runtime polls for it: start it by hand, in an IDE for example.");
        }

        return function.HasLastFailed
            ? resource.Health("last invocation", HealthStatus.Degraded, LastFailure(function))
            : resource.Health("last invocation", HealthStatus.Healthy, "It has not failed.");
    }

    private static string LastFailure(FunctionView function) => string.Create(
        CultureInfo.InvariantCulture,
        $"The last invocation failed, at {function.LastFailedAt?.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC; "
        + $"{function.FailureCount} of {function.InvocationCount} have. The console says why.");

    private static string Environments(FunctionView function)
    {
        var count = function.IsManaged ? function.EnvironmentCount.ToString(CultureInfo.InvariantCulture)
            : function.HasExternalRuntime ? "started by hand" : "none: it is started by hand";
        return function.WaitingCount == 0 ? count : Invariant($"{count}, {function.WaitingCount} invocations wait");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
