using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace Onboarding.AppHost.Terminal;

/// <summary>
/// Passes on what functions in child processes print: their log lines are entries already, anything else becomes one.
/// The emulator hands each line over as a log entry of <see cref="Category"/>.
/// </summary>
internal sealed class ChildOutputProvider(TextWriter output, TimeProvider time) : ILoggerProvider
{
    public const string Category = "Onboarding.LocalAws.Lambda.Environments.EnvironmentFactory";

    public ILogger CreateLogger(string categoryName) => new Lines(output, time);

    // The caller owns the writer.
    public void Dispose()
    {
    }

    private sealed class Lines(TextWriter output, TimeProvider time) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Information;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (state is not IReadOnlyList<KeyValuePair<string, object?>> fields
                || Field(fields, "Line") is not { } line)
            {
                return;
            }

            var entry = LogEntry.TryParse(line) is { IsWhole: true } ? line : Wrap(fields, line);
            lock (output)
            {
                output.WriteLine(entry);
            }
        }

        private string Wrap(IReadOnlyList<KeyValuePair<string, object?>> fields, string line) => new JsonObject
        {
            ["timestamp"] = time.GetUtcNow().UtcDateTime,
            ["level"] = nameof(LogLevel.Information),
            ["service"] = Field(fields, "Function"),
            ["requestId"] = Field(fields, "RequestId"),
            ["message"] = line,
        }.ToJsonString(JsonSerializerOptions.Default);

        private static string? Field(IReadOnlyList<KeyValuePair<string, object?>> fields, string name) =>
            fields.FirstOrDefault(field => field.Key == name).Value as string;
    }
}
