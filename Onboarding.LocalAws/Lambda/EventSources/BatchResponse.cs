using System.Text.Json;

namespace Onboarding.LocalAws.Lambda.EventSources;

/// <summary>
/// Reads a partial batch response: <c>{"batchItemFailures":[{"itemIdentifier":"49590…"}]}</c>. An empty or null list
/// and an empty or null response are complete successes; an empty, null or missing identifier, one that is not of the
/// batch, and anything else malformed are complete failures
/// (https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html).
/// </summary>
internal static class BatchResponse
{
    /// <returns>Index of the first record that failed, in the batch; null for a complete success.</returns>
    public static int? FirstFailed(
        ReadOnlyMemory<byte> response, BatchSegment segment, IReadOnlyList<StreamRecord> batch)
    {
        if (response.IsEmpty)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(response);
            return FirstFailed(document.RootElement, segment, batch);
        }
        catch (JsonException)
        {
            return segment.Start;
        }
    }

    private static int? FirstFailed(JsonElement response, BatchSegment segment, IReadOnlyList<StreamRecord> batch)
    {
        if (IsNothing(response))
        {
            return null;
        }

        if (response.ValueKind != JsonValueKind.Object)
        {
            return segment.Start;
        }

        if (!response.TryGetProperty("batchItemFailures", out var failures)
            || failures.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (failures.ValueKind != JsonValueKind.Array)
        {
            return segment.Start;
        }

        int? first = null;
        foreach (var failure in failures.EnumerateArray())
        {
            var index = IndexOf(failure, segment, batch);
            // "Lambda uses the lowest sequence number as the checkpoint"; an unknown one fails the whole batch.
            first = Math.Min(first ?? int.MaxValue, index ?? segment.Start);
        }

        return first;
    }

    /// <summary>A handler that returns nothing answers null, or an empty text in some languages.</summary>
    private static bool IsNothing(JsonElement response) =>
        response.ValueKind == JsonValueKind.Null
        || (response.ValueKind == JsonValueKind.String && response.ValueEquals(""));

    private static int? IndexOf(JsonElement failure, BatchSegment segment, IReadOnlyList<StreamRecord> batch)
    {
        if (failure.ValueKind != JsonValueKind.Object
            || !failure.TryGetProperty("itemIdentifier", out var identifier)
            || identifier.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        for (var i = segment.Start; i < segment.End; i++)
        {
            if (identifier.ValueEquals(batch[i].SequenceNumber))
            {
                return i;
            }
        }

        return null;
    }
}
