using System.Diagnostics;

namespace Onboarding.LocalAws.Hosting;

/// <summary>A span that has ended.</summary>
public sealed record CollectedSpan
{
    internal CollectedSpan(Activity span)
    {
        TraceId = span.TraceId.ToHexString();
        SpanId = span.SpanId.ToHexString();
        ParentSpanId = span.ParentSpanId == default ? null : span.ParentSpanId.ToHexString();
        Source = span.Source.Name;
        Name = span.DisplayName;
        Kind = span.Kind;
        StartTime = span.StartTimeUtc;
        Duration = span.Duration;
        Status = span.Status;
        StatusDescription = span.StatusDescription;
        Tags = span.TagObjects.ToDictionary(tag => tag.Key, tag => tag.Value, StringComparer.Ordinal);
    }

    /// <summary>32 hexadecimal digits, as <c>traceparent</c> has them.</summary>
    public string TraceId { get; }

    /// <summary>16 hexadecimal digits.</summary>
    public string SpanId { get; }

    /// <summary>Null for the first span of a trace.</summary>
    public string? ParentSpanId { get; }

    /// <summary>The name of its ActivitySource.</summary>
    public string Source { get; }

    /// <summary>For example <c>POST /orders</c> or <c>invoke local-OrderFunction</c>.</summary>
    public string Name { get; }

    /// <summary>Of a request that is served, a call that is made, or work inside.</summary>
    public ActivityKind Kind { get; }

    /// <summary>In UTC, by the machine's clock.</summary>
    public DateTimeOffset StartTime { get; }

    /// <summary>Until it ended.</summary>
    public TimeSpan Duration { get; }

    /// <summary>Error where the work failed.</summary>
    public ActivityStatusCode Status { get; }

    /// <summary>Of a failed handler: the exception's type and message.</summary>
    public string? StatusDescription { get; }

    /// <summary>By OpenTelemetry's semantic conventions.</summary>
    public IReadOnlyDictionary<string, object?> Tags { get; }
}
