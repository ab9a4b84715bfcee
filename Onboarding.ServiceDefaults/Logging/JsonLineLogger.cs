using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Onboarding.ServiceDefaults.Logging;

/// <summary>One category of <see cref="JsonLineLoggerProvider"/>.</summary>
internal sealed class JsonLineLogger(string service, string category, TextWriter output, TimeProvider time) : ILogger
{
    // The filter of the factory has decided before we are asked.
    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    // Scopes are not used: the request id travels in InvocationLogScope, the trace in Activity.Current.
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("timestamp", time.GetUtcNow().UtcDateTime);
            json.WriteString("level", logLevel.ToString());
            json.WriteString("service", service);
            json.WriteString("category", category);
            if (InvocationLogScope.RequestId is { } requestId)
            {
                json.WriteString("requestId", requestId);
            }

            if (Activity.Current is { } span)
            {
                json.WriteString("traceId", span.TraceId.ToHexString());
                json.WriteString("spanId", span.SpanId.ToHexString());
            }

            json.WriteString("message", formatter(state, exception));
            if (state is IReadOnlyList<KeyValuePair<string, object?>> fields)
            {
                WriteFields(json, fields);
            }

            if (exception is not null)
            {
                json.WriteString("exception", PersonalData.Mask(exception.ToString()));
            }

            json.WriteEndObject();
        }

        var line = Encoding.UTF8.GetString(buffer.WrittenSpan);
        // One call per line: writers shared by several functions must not interleave.
        lock (output)
        {
            output.WriteLine(line);
        }
    }

    private static void WriteFields(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, object?>> fields)
    {
        foreach (var (name, value) in fields)
        {
            if (name == "{OriginalFormat}")
            {
                continue;
            }

            if (value is int or long)
            {
                json.WriteNumber(name, Convert.ToInt64(value, CultureInfo.InvariantCulture));
            }
            else
            {
                json.WriteString(name, Convert.ToString(value, CultureInfo.InvariantCulture));
            }
        }
    }
}
