using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language.States;
using Onboarding.LocalAws.StepFunctions.Store;

namespace Onboarding.LocalAws.StepFunctions.Engine;

/// <summary>
/// The events of one task: those of a function that is named by its ARN are of another form than those of a service.
/// </summary>
/// <param name="region">Of the calls.</param>
internal sealed class TaskEvents(TaskResource resource, string region)
{
    private readonly ServiceResource? _service = resource as ServiceResource;

    /// <param name="timeoutSeconds">Null where the definition has none; the heartbeat likewise.</param>
    public EventContent Scheduled(JsonElement parameters, long? timeoutSeconds, long? heartbeatSeconds) =>
        _service is null
            ? new EventContent(
                "LambdaFunctionScheduled",
                "lambdaFunctionScheduledEventDetails",
                StateEvents.Text("resource", resource.Arn),
                StateEvents.Data("input", parameters),
                Number("timeoutInSeconds", timeoutSeconds))
            : new EventContent(
                "TaskScheduled",
                "taskScheduledEventDetails",
                Type(),
                Resource(),
                StateEvents.Text("region", region),
                new EventField("parameters", EventFieldKind.Text, JsonText.Of(parameters)),
                Number("timeoutInSeconds", timeoutSeconds),
                Number("heartbeatInSeconds", heartbeatSeconds));

    public EventContent Started() => _service is null
        ? new EventContent("LambdaFunctionStarted", details: null)
        : new EventContent("TaskStarted", "taskStartedEventDetails", Type(), Resource());

    public EventContent Submitted(JsonElement output) => new(
        "TaskSubmitted", "taskSubmittedEventDetails", Type(), Resource(), StateEvents.Data("output", output));

    public EventContent Succeeded(JsonElement output) => _service is null
        ? new EventContent(
            "LambdaFunctionSucceeded", "lambdaFunctionSucceededEventDetails", StateEvents.Data("output", output))
        : new EventContent(
            "TaskSucceeded", "taskSucceededEventDetails", Type(), Resource(), StateEvents.Data("output", output));

    public EventContent Failed(string error, string cause) => End("Failed", error, cause);

    public EventContent TimedOut(string error, string cause) => End("TimedOut", error, cause);

    private EventContent End(string what, string error, string cause)
    {
        if (_service is null)
        {
            return StateEvents.Failed($"LambdaFunction{what}", $"lambdaFunction{what}EventDetails", error, cause);
        }

        return new EventContent(
            $"Task{what}",
            $"task{what}EventDetails",
            Type(),
            Resource(),
            error.Length == 0 ? null : StateEvents.Text("error", error),
            cause.Length == 0 ? null : StateEvents.Text("cause", cause));
    }

    private EventField Type() => StateEvents.Text(
        "resourceType", _service!.IsAwsSdk ? $"aws-sdk:{_service.Service}" : _service.Service);

    private EventField Resource() =>
        StateEvents.Text("resource", _service!.Action + Integrations.Suffix(_service.Pattern));

    private static EventField? Number(string name, long? value) =>
        value is { } number ? StateEvents.Number(name, number) : null;
}
