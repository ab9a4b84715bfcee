using System.Collections.Concurrent;
using Onboarding.AppHost.Dashboard.Logs;
using Onboarding.ServiceDefaults.Telemetry;

namespace Onboarding.AppHost.Graph;

/// <summary>
/// The telemetry options of the functions in this process. All environments of a function get one instance: services
/// with equal options share their exporters.
/// </summary>
/// <param name="consoles">Get each function's lines, too; null where no dashboard shows them.</param>
internal sealed class FunctionTelemetry(TelemetryOptions options, ConsoleLogs? consoles)
{
    private readonly ConcurrentDictionary<string, TelemetryOptions> _byFunction = new(StringComparer.Ordinal);

    public TelemetryOptions Of(IReadOnlyDictionary<string, string> environment) => consoles is null
        ? options
        : _byFunction.GetOrAdd(environment["AWS_LAMBDA_FUNCTION_NAME"], name => options with
        {
            LogOutput = new FunctionLogWriter(options.LogOutput ?? Console.Out, consoles.Of(name)),
        });
}
