using System.Diagnostics;
using Onboarding.Functions.Hosting;

namespace Onboarding.Functions.Streams;

/// <summary>What a use case knows about the delivery of one record.</summary>
/// <param name="Invocation">The invocation whose batch holds the record.</param>
/// <param name="Traceparent">The context for the calls and items that this record causes.</param>
/// <param name="Span">The record's own span, when it is recorded.</param>
internal sealed record RecordContext(InvocationContext Invocation, string? Traceparent, Activity? Span)
{
    public CancellationToken Stop => Invocation.Stop;

    /// <summary>For what must be noted even when the invocation's time runs out just now.</summary>
    public RecordContext Undisturbed() => this with
    {
        Invocation = Invocation with { Stop = CancellationToken.None },
    };
}
