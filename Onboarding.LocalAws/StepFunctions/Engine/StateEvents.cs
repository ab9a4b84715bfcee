using System.Globalization;
using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language;
using Onboarding.LocalAws.StepFunctions.Language.Data;
using Onboarding.LocalAws.StepFunctions.Store;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.StepFunctions.Engine;

/// <summary>
/// The events of histories, as https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html
/// lists them.
/// </summary>
internal static class StateEvents
{
    public static EventContent ExecutionStarted(ReadOnlyMemory<byte> input, string roleArn) => new(
        "ExecutionStarted",
        "executionStartedEventDetails",
        new EventField("input", EventFieldKind.Data, input),
        Text("roleArn", roleArn));

    public static EventContent Ended(ExecutionEnd end) => end.Status switch
    {
        ExecutionStatus.Succeeded => new EventContent(
            "ExecutionSucceeded",
            "executionSucceededEventDetails",
            new EventField("output", EventFieldKind.Data, end.Output!.Value)),
        ExecutionStatus.Failed => Failed("ExecutionFailed", "executionFailedEventDetails", end.Error, end.Cause),
        ExecutionStatus.TimedOut =>
            Failed("ExecutionTimedOut", "executionTimedOutEventDetails", StatesErrors.Timeout, cause: null),
        ExecutionStatus.Aborted => Failed("ExecutionAborted", "executionAbortedEventDetails", end.Error, end.Cause),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public static EventContent Entered(State state, JsonElement input) => new(
        state.Type + "StateEntered", "stateEnteredEventDetails", Text("name", state.Name), Data("input", input));

    public static EventContent Exited(State state, StateTransition transition) => new(
        state.Type + "StateExited",
        "stateExitedEventDetails",
        Text("name", state.Name),
        Data("output", transition.Output),
        transition.Assigned.Count == 0 ? null : Assigned(transition.Assigned));

    public static EventContent Aborted(State state) => new(state.Type + "StateAborted", details: null);

    /// <param name="type"><c>Parallel</c> or <c>Map</c>.</param>
    /// <param name="what"><c>Started</c>, <c>Succeeded</c> or <c>Failed</c>.</param>
    public static EventContent Fan(string type, string what) => new($"{type}State{what}", details: null);

    public static EventContent MapStarted(int length) =>
        new("MapStateStarted", "mapStateStartedEventDetails", Number("length", length));

    /// <param name="what"><c>Started</c>, <c>Succeeded</c>, <c>Failed</c> or <c>Aborted</c>.</param>
    public static EventContent MapIteration(string what, string state, int index) => new(
        "MapIteration" + what, $"mapIteration{what}EventDetails", Text("name", state), Number("index", index));

    /// <param name="error">Null and empty leave it out.</param>
    public static EventContent Failed(string type, string details, string? error, string? cause) => new(
        type,
        details,
        string.IsNullOrEmpty(error) ? null : Text("error", error),
        string.IsNullOrEmpty(cause) ? null : Text("cause", cause));

    public static EventField Text(string name, string value) =>
        new(name, EventFieldKind.Text, Encoding.UTF8.GetBytes(value));

    public static EventField Data(string name, JsonElement value) =>
        new(name, EventFieldKind.Data, JsonText.Of(value));

    public static EventField Number(string name, long value) => new(
        name, EventFieldKind.Number, Encoding.UTF8.GetBytes(value.ToString(CultureInfo.InvariantCulture)));

    /// <summary>A map from name to the value's JSON as a text.</summary>
    private static EventField Assigned(IReadOnlyDictionary<string, JsonElement> variables) => new(
        "assignedVariables",
        EventFieldKind.Json,
        JsonWire.Object(json =>
        {
            foreach (var (name, value) in variables)
            {
                json.WriteString(name, JsonText.Of(value));
            }
        }));
}
