using System.Buffers;
using System.Text.Json;
using Onboarding.ServiceDefaults.Logging;

namespace Onboarding.Functions.Hosting;

/// <summary>
/// The document that reports a failed invocation, in the form of AWS's own .NET runtime:
/// <c>{"errorType":"InvalidOperationException","errorMessage":"…","stackTrace":["at …"],"cause":{…}}</c>
/// (https://docs.aws.amazon.com/lambda/latest/dg/csharp-exceptions.html). Texts are masked: every caller of
/// Invoke gets this document.
/// </summary>
internal static class ErrorPayload
{
    // An exception chain is short in practice; the limit keeps a cyclic or hostile one from growing the payload.
    private const int CausesMax = 8;

    public static ReadOnlyMemory<byte> From(Exception exception)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            Write(json, exception, depth: 0);
        }

        return buffer.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter json, Exception exception, int depth)
    {
        json.WriteStartObject();
        json.WriteString("errorType", exception.GetType().Name);
        json.WriteString("errorMessage", PersonalData.Mask(exception.Message));
        json.WriteStartArray("stackTrace");
        foreach (var line in (exception.StackTrace ?? "").AsSpan().EnumerateLines())
        {
            if (!line.IsWhiteSpace())
            {
                json.WriteStringValue(line.Trim());
            }
        }

        json.WriteEndArray();
        if (exception.InnerException is { } cause && depth < CausesMax)
        {
            json.WritePropertyName("cause");
            Write(json, cause, depth + 1);
        }

        json.WriteEndObject();
    }
}
