using System.Diagnostics;
using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Events;
using Onboarding.Functions.Hosting;
using Onboarding.ServiceDefaults.Tracing;

namespace Onboarding.Functions.Streams;

/// <summary>
/// One CONSUMER span per record. The record's context, which the writer left in the item's <c>trace</c> attribute, is
/// the parent, so that a registration stays one trace across the stream; the invocation, which serves many
/// registrations at once, is a link. <c>TRACE_STREAM_PARENT=links</c> turns this round, as OpenTelemetry's messaging
/// conventions prefer for batches (https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/).
/// </summary>
internal sealed class RecordSpans(ActivitySource source, bool linksOnly)
{
    public Activity? Start(StreamRecord record, InvocationContext invocation)
    {
        var writer = Traceparent.Parse(TraceOf(record));
        var (parent, link) = linksOnly || writer is null
            ? (invocation.Span, writer)
            : (writer, invocation.Span);
        ActivityLink[]? links = link is { } other ? [new ActivityLink(other)] : null;
        var span = source.StartActivity(
            $"process {record.TableName}", ActivityKind.Consumer, parent ?? default, tags: null, links);
        if (span is null)
        {
            return null;
        }

        span.SetTag(SemanticConventions.Messaging.System, "aws_dynamodb_streams");
        span.SetTag(SemanticConventions.Messaging.OperationName, "process");
        span.SetTag(SemanticConventions.Messaging.OperationType, "process");
        span.SetTag(SemanticConventions.Messaging.Destination, record.TableName);
        span.SetTag(SemanticConventions.Messaging.MessageId, record.EventId);
        span.SetTag(SemanticConventions.Cloud.Region, record.AwsRegion);
        return span;
    }

    /// <summary>The context that the last writer of the item left in it.</summary>
    public static string? TraceOf(StreamRecord record) =>
        record.Change.NewImage?.GetValueOrDefault("trace") is AttributeValue { S.Length: > 0 } trace ? trace.S : null;
}
