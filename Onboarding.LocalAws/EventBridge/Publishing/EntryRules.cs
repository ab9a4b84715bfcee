using System.Text.Json;

namespace Onboarding.LocalAws.EventBridge.Publishing;

/// <summary>
/// What makes an entry fail, in AWS's order. Codes and texts are recorded, the length limits' texts inferred
/// (https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html).
/// </summary>
internal static class EntryRules
{
    private const int SourceLengthMax = 256;
    private const int DetailTypeLengthMax = 128;

    /// <summary>"PutEvents will only process nested JSON up to 1100 levels deep" (API_PutEvents).</summary>
    private static readonly JsonDocumentOptions DetailOptions = new() { MaxDepth = 1100 };

    /// <param name="detail">The parsed detail, an object; the caller's to dispose. Null where there is a fault.</param>
    public static EntryResult.Failed? Check(EventEntry entry, out JsonDocument? detail)
    {
        detail = null;
        if (Missing(entry.Source, "Source") is { } noSource)
        {
            return noSource;
        }

        if (Missing(entry.DetailType, "DetailType") is { } noType)
        {
            return noType;
        }

        if (Missing(entry.Detail, "Detail") is { } noDetail)
        {
            return noDetail;
        }

        if (TooLong(entry.Source!, "Source", SourceLengthMax) is { } longSource)
        {
            return longSource;
        }

        if (TooLong(entry.DetailType!, "DetailType", DetailTypeLengthMax) is { } longType)
        {
            return longType;
        }

        if (!entry.IsOfService && entry.Source!.StartsWith("aws.", StringComparison.Ordinal))
        {
            return new EntryResult.Failed("NotAuthorizedForSourceException", "Not authorized for the source.");
        }

        detail = Parse(entry.Detail!);
        return detail is null ? new EntryResult.Failed("MalformedDetail", "Detail is malformed.") : null;
    }

    private static EntryResult.Failed? Missing(string? value, string parameter) => string.IsNullOrEmpty(value)
        ? Invalid(parameter, $"{parameter} is a required argument.")
        : null;

    private static EntryResult.Failed? TooLong(string value, string parameter, int lengthMax) =>
        value.Length > lengthMax
            ? Invalid(parameter, $"{parameter} must be at most {lengthMax} characters.")
            : null;

    private static EntryResult.Failed Invalid(string parameter, string reason) =>
        new("InvalidArgument", $"Parameter {parameter} is not valid. Reason: {reason}");

    private static JsonDocument? Parse(string detail)
    {
        try
        {
            var document = JsonDocument.Parse(detail, DetailOptions);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
