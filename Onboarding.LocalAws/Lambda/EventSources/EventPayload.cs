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
        var length = FrameSizeBytes + segment.Count - 1;
        for (var i = segment.Start; i < segment.End; i++)
        {
            length += records[i].Json.Length;
        }

        var payload = new byte[length];
        Head.CopyTo(payload);
        var at = Head.Length;
        for (var i = segment.Start; i < segment.End; i++)
        {
            if (i > segment.Start)
            {
                payload[at++] = (byte)',';
            }

            var json = records[i].Json.Span;
            json.CopyTo(payload.AsSpan(at));
            at += json.Length;
        }

        Tail.CopyTo(payload.AsSpan(at));
        return payload;
    }
}
