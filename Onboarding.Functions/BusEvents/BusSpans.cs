using System.Diagnostics;
using Onboarding.Functions.Hosting;
using Onboarding.ServiceDefaults.Tracing;

namespace Onboarding.Functions.BusEvents;

/// <summary>How events look in traces, from a rule or from a queue.</summary>
internal static class BusSpans
{
    /// <summary>
    /// A CONSUMER span per event of a batch: child of the event's own context, linked to the invocation, which serves
    /// events of many traces.
    /// </summary>
    public static Activity? Start(ActivitySource source, BusEvent incoming, InvocationContext invocation)
    {
        ActivityLink[]? links = invocation.Span is { } batch ? [new ActivityLink(batch)] : null;
        var span = source.StartActivity(
            $"process {incoming.Source}",
            ActivityKind.Consumer,
            Traceparent.Parse(incoming.Traceparent) ?? invocation.Span ?? default,
            tags: null,
            links);
        if (span is not null)
        {
            Describe(span, incoming);
        }

        return span;
    }

    public static void Describe(Activity span, BusEvent incoming)
    {
        span.SetTag(SemanticConventions.Messaging.System, "aws_eventbridge");
        span.SetTag(SemanticConventions.Messaging.OperationName, "process");
        span.SetTag(SemanticConventions.Messaging.OperationType, "process");
        span.SetTag(SemanticConventions.Messaging.Destination, incoming.Source);
        span.SetTag(SemanticConventions.Messaging.MessageId, incoming.Id);
        span.SetTag(SemanticConventions.Onboarding.EventType, incoming.DetailType);
        span.SetTag(SemanticConventions.Onboarding.UserId, incoming.UserId);
    }
}
