using Microsoft.Extensions.Logging;
using Onboarding.AppHost.Dashboard.Logs;
using Onboarding.AppHost.Dashboard.Resources;
using Onboarding.ServiceDefaults.Telemetry;

namespace Onboarding.AppHost.Graph;

/// <summary>
/// The host's warnings and worse go where the caller wants them, and to where its traces go: in the dashboard they
/// stand below their trace. Its consoles get what is of less weight, too.
/// </summary>
internal sealed class HostLogging(ILoggerFactory own, ILoggerFactory exported) : ILoggerFactory
{
    /// <returns>The caller's own where nothing is exported.</returns>
    public static ILoggerFactory Create(ILoggerFactory own, ServiceTelemetry telemetry, ConsoleLogs? consoles)
    {
        var all = telemetry.IsExporting ? new HostLogging(own, telemetry.Loggers) : own;
        return consoles is null ? all : new ConsoleLoggers(all, consoles, HostResources.Emulator);
    }

    public ILogger CreateLogger(string categoryName) =>
        new Both(own.CreateLogger(categoryName), exported.CreateLogger(categoryName));

    public void AddProvider(ILoggerProvider provider) => own.AddProvider(provider);

    /// <summary>Neither is its own.</summary>
    public void Dispose()
    {
    }

    private sealed class Both(ILogger own, ILogger exported) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => own.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning || own.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (own.IsEnabled(logLevel))
            {
                own.Log(logLevel, eventId, state, exception, formatter);
            }

            if (logLevel >= LogLevel.Warning)
            {
                exported.Log(logLevel, eventId, state, exception, formatter);
            }
        }
    }
}
