namespace Onboarding.LocalAws.Lambda.EventSources;

/// <summary>What a partial batch response means for records whose order matters.</summary>
internal static class BatchResponse
{
    /// <returns>Index of the first record that failed, in the batch; null for a complete success.</returns>
    public static int? FirstFailed(
        ReadOnlyMemory<byte> response, BatchSegment segment, IReadOnlyList<StreamRecord> batch)
    {
        if (BatchItemFailures.Read(response) is not { } identifiers)
        {
            return segment.Start;
        }

        int? first = null;
        foreach (var identifier in identifiers)
        {
            // "Lambda uses the lowest sequence number as the checkpoint"; an unknown one fails the whole batch.
            first = Math.Min(first ?? int.MaxValue, IndexOf(identifier, segment, batch) ?? segment.Start);
        }

        return first;
    }

    private static int? IndexOf(string? identifier, BatchSegment segment, IReadOnlyList<StreamRecord> batch)
    {
        for (var i = segment.Start; i < segment.End; i++)
        {
            if (batch[i].SequenceNumber == identifier)
            {
                return i;
            }
        }

        return null;
    }
}
