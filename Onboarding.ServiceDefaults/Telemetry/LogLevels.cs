using Microsoft.Extensions.Logging;

namespace Onboarding.ServiceDefaults.Telemetry;

/// <summary>
/// The level that Lambda's advanced logging controls put into the environment
/// (https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html).
/// </summary>
internal static class LogLevels
{
    public static LogLevel From(IReadOnlyDictionary<string, string> environment) =>
        environment.GetValueOrDefault("AWS_LAMBDA_LOG_LEVEL")?.ToUpperInvariant() switch
        {
            "TRACE" => LogLevel.Trace,
            "DEBUG" => LogLevel.Debug,
            "WARN" => LogLevel.Warning,
            "ERROR" => LogLevel.Error,
            "FATAL" => LogLevel.Critical,
            _ => LogLevel.Information,
        };
}
