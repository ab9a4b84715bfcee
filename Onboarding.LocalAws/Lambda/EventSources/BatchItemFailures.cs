using System.Text.Json;

namespace Onboarding.LocalAws.Lambda.EventSources;

/// <summary>
/// Reads a partial batch response: <c>{"batchItemFailures":[{"itemIdentifier":"49590…"}]}</c>. An empty or null list
/// and an empty or null response are complete successes; an empty, null or missing identifier, one that is not of the
/// batch, and anything else malformed are complete failures
/// (https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html,
/// https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html).
/// </summary>
internal static class BatchItemFailures
{
    /// <returns>The identifiers, null for each that is malformed; null where the response itself is.</returns>
    public static IReadOnlyList<string?>? Read(ReadOnlyMemory<byte> response)
    {
        if (response.IsEmpty)
        {
            return [];
        }

        try
        {
            using var document = JsonDocument.Parse(response);
            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IReadOnlyList<string?>? Read(JsonElement response)
    {
        if (IsNothing(response))
        {
            return [];
        }

        if (response.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (!response.TryGetProperty("batchItemFailures", out var failures)
            || failures.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        return failures.ValueKind == JsonValueKind.Array ? [.. failures.EnumerateArray().Select(Identifier)] : null;
    }

    /// <summary>A handler that returns nothing answers null, or an empty text in some languages.</summary>
    private static bool IsNothing(JsonElement response) =>
        response.ValueKind == JsonValueKind.Null
        || (response.ValueKind == JsonValueKind.String && response.ValueEquals(""));

    private static string? Identifier(JsonElement failure) =>
        failure.ValueKind == JsonValueKind.Object
        && failure.TryGetProperty("itemIdentifier", out var identifier)
        && identifier.ValueKind == JsonValueKind.String
            ? identifier.GetString()
            : null;
}
