using System.Text;

namespace Onboarding.LocalAws.EventBridge.Publishing;

/// <summary>One entry of PutEvents as it came.</summary>
internal sealed record EventEntry
{
    /// <summary>
    /// Of all entries of a request together, since January 2026
    /// (https://aws.amazon.com/blogs/compute/more-room-to-build-serverless-services-now-support-payloads-up-to-1-mb).
    /// Recorded: exactly 1,048,576 bytes pass, one more does not.
    /// </summary>
    public const int SizeBytesMax = 1024 * 1024;

    private const int TimeSizeBytes = 14;

    public string? Source { get; init; }

    public string? DetailType { get; init; }

    /// <summary>JSON in a text.</summary>
    public string? Detail { get; init; }

    public required string Bus { get; init; }

    /// <summary>Put by another service of AWS, whose sources no caller may use.</summary>
    public bool IsOfService { get; init; }

    public IReadOnlyList<string> Resources { get; init; } = [];

    public DateTimeOffset? Time { get; init; }

    /// <summary><c>Root=1-…;Parent=…;Sampled=1</c>, X-Ray's.</summary>
    public string? TraceHeader { get; init; }

    /// <summary>As AWS counts: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevent-size.html.</summary>
    public long SizeBytes =>
        (Time is null ? 0 : TimeSizeBytes) + SizeOf(Source) + SizeOf(DetailType) + SizeOf(Detail)
        + Resources.Sum(SizeOf);

    private static long SizeOf(string? text) => text is null ? 0 : Encoding.UTF8.GetByteCount(text);
}

/// <summary>What became of one entry.</summary>
internal abstract record EntryResult
{
    public sealed record Accepted(string EventId) : EntryResult;

    public sealed record Failed(string Code, string Message) : EntryResult;
}
