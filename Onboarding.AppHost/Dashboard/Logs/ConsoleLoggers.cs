using Microsoft.Extensions.Logging;

namespace Onboarding.AppHost.Dashboard.Logs;

/// <summary>
/// Brings the emulator's log to consoles, besides where it goes anyway: every entry to the emulator's own, one that
/// names a function or a queue also to that one's, and what a function's process prints to the function's alone.
/// </summary>
internal sealed class ConsoleLoggers(ILoggerFactory next, ConsoleLogs consoles, string emulator) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) =>
        new ConsoleLogger(next.CreateLogger(categoryName), consoles, emulator);

    public void AddProvider(ILoggerProvider provider) => next.AddProvider(provider);

    /// <summary>The next one is not its own.</summary>
    public void Dispose()
    {
    }

    private sealed class ConsoleLogger(ILogger next, ConsoleLogs consoles, string emulator) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => next.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information || next.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (next.IsEnabled(logLevel))
            {
                next.Log(logLevel, eventId, state, exception, formatter);
            }

            if (logLevel >= LogLevel.Information)
            {
                var values = state as IReadOnlyList<KeyValuePair<string, object?>>;
                Keep(logLevel, values, formatter(state, exception), exception);
            }
        }

        private void Keep(
            LogLevel level, IReadOnlyList<KeyValuePair<string, object?>>? values, string message, Exception? exception)
        {
            var resource = Value(values, "Function") ?? Value(values, "Queue");
            if (resource is not null && Value(values, "Line") is { } line)
            {
                FunctionLine.AddTo(consoles.Of(resource), line);
                return;
            }

            var text = $"{level} {message}{(exception is null ? "" : $"\n{exception}")}";
            consoles.Of(emulator).Add(text);
            if (resource is not null)
            {
                consoles.Of(resource).Add(text);
            }
        }

        private static string? Value(IReadOnlyList<KeyValuePair<string, object?>>? values, string name)
        {
            for (var i = 0; i < values?.Count; i++)
            {
                if (values[i].Key == name)
                {
                    return values[i].Value as string;
                }
            }

            return null;
        }
    }
}
