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
        _duration = telemetry.Meter.CreateHistogram<double>(SemanticConventions.Faas.InvokeDuration, "s");
    }

    /// <summary>
    /// The parent is the caller's context in the event, else Lambda's trace header if X-Ray sampled the request (an
    /// unsampled one names a segment that X-Ray does not record), else none.
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
            incoming?.SpanName ?? _functionName, ActivityKind.Server, parent);
        if (span is null)
        {
            return null;
        }

        span.SetTag(SemanticConventions.Faas.InvocationId, invocation.RequestId);
        span.SetTag(SemanticConventions.Faas.ColdStart, cold);
        span.SetTag(SemanticConventions.Faas.Trigger, incoming?.Trigger ?? "other");
        span.SetTag(SemanticConventions.Cloud.ResourceId, invocation.FunctionArn);
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

    private static ActivityContext? ParentOf(Invocation invocation, IncomingEvent? incoming)
    {
        if (incoming?.Parent is { } caller)
        {
            return caller;
        }

        var lambda = XRayTraceHeader.Parse(invocation.TraceHeader);
        return lambda is { TraceFlags: ActivityTraceFlags.Recorded } ? lambda : null;
    }
}
