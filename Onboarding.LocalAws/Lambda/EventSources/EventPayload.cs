namespace Onboarding.LocalAws.Lambda.EventSources;

/// <summary>The event of a batch: <c>{"Records":[…]}</c>.</summary>
internal static class EventPayload
{
    private static ReadOnlySpan<byte> Head => "{\"Records\":["u8;

    private static ReadOnlySpan<byte> Tail => "]}"u8;

    public static int FrameSizeBytes => Head.Length + Tail.Length;

    /// <summary>The bytes are the invocation's own: it may outlive the batch.</summary>
    public static byte[] Of(IReadOnlyList<StreamRecord> records, BatchSegment segment)
    {
        var parts = new ReadOnlyMemory<byte>[segment.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = records[segment.Start + i].Json;
        }

        return Of(parts);
    }

    /// <param name="records">Each an element of the list, as JSON.</param>
    public static byte[] Of(ReadOnlySpan<ReadOnlyMemory<byte>> records)
    {
        var length = FrameSizeBytes + Math.Max(records.Length - 1, 0);
        foreach (var record in records)
        {
            length += record.Length;
        }

        var payload = new byte[length];
        Head.CopyTo(payload);
        var at = Head.Length;
        for (var i = 0; i < records.Length; i++)
        {
            if (i > 0)
            {
                payload[at++] = (byte)',';
            }

            records[i].Span.CopyTo(payload.AsSpan(at));
            at += records[i].Length;
        }

        Tail.CopyTo(payload.AsSpan(at));
        return payload;
    }
}
