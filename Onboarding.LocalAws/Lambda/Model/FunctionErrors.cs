using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Lambda.Model;

/// <summary>
/// The error documents that Lambda itself writes where a function cannot: they are the payload of an invocation
/// whose <c>X-Amz-Function-Error</c> is <c>Unhandled</c>. Texts: AWS's own, seen in
/// https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html and the runtime interface emulator.
/// </summary>
internal static class FunctionErrors
{
    /// <summary>6 MB and a margin of 100 bytes, as the runtime interface emulator has it.</summary>
    public const int ResponseSizeBytesMax = LambdaQuotas.PayloadSizeBytesMax + 100;

    /// <summary>
    /// <c>{"errorMessage":"2026-11-20T10:00:00.000Z {requestId} Task timed out after 3.00 seconds"}</c>
    /// </summary>
    public static byte[] TimedOut(string requestId, TimeSpan timeout, DateTimeOffset now) => Write(
        errorType: null,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{now.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ} {requestId} "
            + $"Task timed out after {timeout.TotalSeconds:F2} seconds"));

    public static byte[] Exited(string requestId, string reason) =>
        Write("Runtime.ExitError", $"RequestId: {requestId} Error: {reason}");

    public static byte[] OutOfMemory(string requestId) => Write(
        "Runtime.OutOfMemory", $"RequestId: {requestId} Error: Runtime exited with error: signal: killed");

    public static byte[] ResponseTooLarge() => Write(
        "Function.ResponseSizeTooLarge",
        $"Response payload size exceeded maximum allowed payload size ({ResponseSizeBytesMax} bytes).");

    /// <summary>A failure that the runtime reported without a body: its error type is all there is.</summary>
    public static byte[] WithoutBody(string errorType) => Write(errorType, message: null);

    private static byte[] Write(string? errorType, string? message)
    {
        var body = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(body, JsonWire.WriterOptions))
        {
            json.WriteStartObject();
            if (errorType is not null)
            {
                json.WriteString("errorType", errorType);
            }

            if (message is not null)
            {
                json.WriteString("errorMessage", message);
            }

            json.WriteEndObject();
        }

        return body.WrittenSpan.ToArray();
    }
}
