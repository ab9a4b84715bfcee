using System.Text.Json;

namespace Onboarding.LocalAws.Lambda.EventSources.Redelivery;

/// <summary>Where a failure document says that its records are.</summary>
internal sealed record FailureRange(
    string FunctionArn, string StreamArn, string StartSequenceNumber, string EndSequenceNumber, int BatchSize)
{
    /// <returns>Null where the text is no failure document of a stream.</returns>
    public static FailureRange? Read(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty("requestContext", out var context)
                && root.TryGetProperty("DDBStreamBatchInfo", out var info)
                && info.TryGetProperty("batchSize", out var size) && size.TryGetInt32(out var batchSize)
                && Text(context, "functionArn") is { } function
                && Text(info, "streamArn") is { } stream
                && Text(info, "startSequenceNumber") is { } start
                && Text(info, "endSequenceNumber") is { } end
                ? new FailureRange(function, stream, start, end, batchSize)
                : null;
        }
        catch (JsonException)
        {
            // The queue may hold messages of other senders.
            return null;
        }
    }

    private static string? Text(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
