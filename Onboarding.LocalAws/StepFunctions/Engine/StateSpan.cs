using System.Diagnostics;
using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Store;
using Onboarding.LocalAws.Wire.Edge;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.StepFunctions.Engine;

/// <summary>
/// The spans of executions. The one of the start ends at once and is kept with the execution: every state continues it,
/// also in another process, so that a kill leaves no span whose parent was never told.
/// </summary>
internal static class StateSpan
{
    /// <summary>
    /// The trace that an execution belongs to: the header of StartExecution, else the event's that is the input, else
    /// the caller's.
    /// </summary>
    /// <returns>What the states' spans continue.</returns>
    public static ActivityContext Start(StateMachine machine, string executionArn, JsonElement input, string? header)
    {
        var caller = Activity.Current?.Context ?? default;
        var detail = input.ValueKind == JsonValueKind.Object && input.TryGetProperty("detail"u8, out var inner)
            ? inner
            : default;
        var carried = EventTraceContext.Of(default, header) is var named && named != default
            ? named
            : EventTraceContext.Of(detail, traceHeader: null);
        var parent = carried == default ? caller : carried;
        ActivityLink[] links = caller == default || parent.TraceId == caller.TraceId ? [] : [new(caller)];
        using var span = Begin($"start {machine.Name}", ActivityKind.Producer, parent, links);
        span?.SetTag("aws.stepfunctions.execution.arn", executionArn);
        return span?.Context ?? parent;
    }

    /// <summary>Null where no span is recorded.</summary>
    public static Activity? Of(Execution execution, string state, string type)
    {
        var span = Begin($"{execution.MachineName}/{state}", ActivityKind.Internal, execution.Trace, []);
        span?.SetTag("aws.stepfunctions.execution.arn", execution.Arn);
        span?.SetTag("aws.stepfunctions.state.type", type);
        return span;
    }

    private static Activity? Begin(
        string name, ActivityKind kind, ActivityContext parent, IReadOnlyList<ActivityLink> links)
    {
        if (!EdgeTelemetry.Source.HasListeners())
        {
            return null;
        }

        if (parent == default)
        {
            // The current activity, if any, is that of something else.
            Activity.Current = null;
        }

        return EdgeTelemetry.Source.StartActivity(name, kind, parent, tags: null, links);
    }
}
