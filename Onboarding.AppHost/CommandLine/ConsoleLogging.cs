using Microsoft.Extensions.Logging;

namespace Onboarding.AppHost.CommandLine;

/// <summary>The host's own log on the console: warnings and worse, one line each.</summary>
internal static class ConsoleLogging
{
    public static ILoggerFactory Create() => LoggerFactory.Create(logging => logging
        .SetMinimumLevel(LogLevel.Warning)
        .AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss.fff ";
        }));
}
