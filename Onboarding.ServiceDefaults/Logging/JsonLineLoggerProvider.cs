using Microsoft.Extensions.Logging;

namespace Onboarding.ServiceDefaults.Logging;

/// <summary>
/// Writes each log entry as one JSON line, the shape that CloudWatch Logs indexes and Lambda's own JSON format uses:
/// <c>{"timestamp":"2026-11-20T12:00:00.000Z","level":"Information","service":"Register","requestId":"…",
/// "traceId":"…","message":"…","UserId":"…"}</c>.
/// </summary>
public sealed class JsonLineLoggerProvider(string serviceName, TextWriter output) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) =>
        new JsonLineLogger(serviceName, categoryName, output, TimeProvider.System);

    // The caller owns the writer.
    public void Dispose()
    {
    }
}
