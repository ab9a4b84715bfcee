using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Onboarding.ServiceDefaults.Logging;
using Onboarding.ServiceDefaults.Telemetry;
using Onboarding.ServiceDefaults.Tracing;

namespace Onboarding.Functions.Hosting;

/// <summary>
/// The span and the metrics of each invocation
/// (https://opentelemetry.io/docs/specs/semconv/faas/aws-lambda/,
/// https://opentelemetry.io/docs/specs/semconv/faas/faas-metrics/).
/// </summary>
internal sealed class InvocationTelemetry
{
    private readonly ServiceTelemetry _telemetry;
    private readonly string _functionName;
    private readonly Counter<long> _invocations;
    private readonly Counter<long> _errors;
    private readonly Counter<long> _coldStarts;
    private readonly Histogram<double> _duration;
    private bool _warm;

    public InvocationTelemetry(ServiceTelemetry telemetry, IReadOnlyDictionary<string, string> environment)
    {
        _telemetry = telemetry;
        _functionName = environment.GetValueOrDefault("AWS_LAMBDA_FUNCTION_NAME") ?? telemetry.ServiceName;
        _invocations = telemetry.Meter.CreateCounter<long>(SemanticConventions.Faas.Invocations, "{invocation}");
        _errors = telemetry.Meter.CreateCounter<long>(SemanticConventions.Faas.Errors, "{error}");
        _coldStarts = telemetry.Meter.CreateCounter<long>(SemanticConventions.Faas.ColdStarts, "{coldstart}");
        _duration = telemetry.Meter.CreateHistogram(
            SemanticConventions.Faas.InvokeDuration, "s", advice: DurationBuckets.Seconds);
    }

    /// <summary>
    /// One shape at every door: the function's name, SERVER, these attributes; what only one kind of event has comes
    /// from <see cref="IncomingEvent.Describe"/>.
    /// </summary>
    public Activity? Start(Invocation invocation, IncomingEvent? incoming)
    {
        var cold = !_warm;
        _warm = true;
        if (cold)
        {
            _coldStarts.Add(1);
        }

        var parent = ParentOf(invocation, incoming) ?? default;
        var span = _telemetry.Source.StartActivity(
            _functionName, ActivityKind.Server, parent);
        if (span is null)
        {
            return null;
        }

        span.SetTag(SemanticConventions.Faas.InvocationId, invocation.RequestId);
        span.SetTag(SemanticConventions.Faas.ColdStart, cold);
        span.SetTag(SemanticConventions.Faas.Trigger, incoming?.Trigger ?? "other");
        // arn:aws:lambda:region:account:function:name, and :qualifier where the caller named one.
        var arn = invocation.FunctionArn.Split(':');
        span.SetTag(SemanticConventions.Aws.LambdaInvokedArn, invocation.FunctionArn);
        span.SetTag(SemanticConventions.Cloud.ResourceId, string.Join(':', arn.Take(7)));
        span.SetTag(SemanticConventions.Cloud.AccountId, arn.ElementAtOrDefault(4));
        incoming?.Describe(span);
        return span;
    }

    public static InvocationContext ContextOf(
        Invocation invocation, IncomingEvent incoming, Activity? span, CancellationToken stop) =>
        new(invocation.RequestId, invocation.FunctionArn, invocation.Deadline, stop)
        {
            Span = span?.Context,
            // Without a recorder the caller's context is handed on unchanged: the trace then has a gap but no break.
            Traceparent = (span?.Context ?? ParentOf(invocation, incoming)) is { } context
                ? Traceparent.Format(context)
                : null,
        };

    public void Measure(TimeSpan duration, Exception? fault)
    {
        _invocations.Add(1);
        _duration.Record(duration.TotalSeconds);
        if (fault is not null)
        {
            _errors.Add(1);
        }
    }

    public static void Fail(Activity? span, Exception fault, ILogger logger)
    {
        span.RecordFault(fault);
        HostingLog.InvocationFailed(
            logger, fault.GetType().Name, PersonalData.Mask(fault.Message),
            PersonalData.Mask(fault.StackTrace ?? ""));
    }

    /// <summary>
    /// The event's own context says which trace it is. Within that trace, and where the event has none, Lambda's header
    /// is the parent, as it names the invocation itself; one that X-Ray did not sample names a segment that is not
    /// recorded.
    /// </summary>
    private static ActivityContext? ParentOf(Invocation invocation, IncomingEvent? incoming)
    {
        var lambda = XRayTraceHeader.Parse(invocation.TraceHeader);
        var isRecorded = lambda is { TraceFlags: ActivityTraceFlags.Recorded };
        return incoming?.Parent is { } caller && !(isRecorded && lambda!.Value.TraceId == caller.TraceId)
            ? caller
            : isRecorded ? lambda : null;
    }
}
