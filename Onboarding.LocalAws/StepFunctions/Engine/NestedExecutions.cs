using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language;
using Onboarding.LocalAws.StepFunctions.Language.Json;
using Onboarding.LocalAws.StepFunctions.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.StepFunctions.Engine;

/// <summary>
/// <c>states:startExecution</c>
/// (https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html): executions that a task starts.
/// </summary>
internal sealed class NestedExecutions(EngineContext context, ExecutionEngine engine)
{
    /// <summary>
    /// Of the execution that a task will start and wait for: it is kept before that starts, so that after a kill the
    /// task waits for it instead of starting another.
    /// </summary>
    public string NewArn(JsonElement parameters) => context.ExecutionArn(
        FindMachine(parameters)?.Name ?? "none", Text(parameters, "Name") ?? context.Random.NextGuid().ToString());

    /// <param name="awaitedArn">What <see cref="NewArn"/> gave; null where the task does not wait for the end.</param>
    /// <returns><c>{"ExecutionArn":…,"StartDate":…}</c></returns>
    /// <exception cref="StatesException">It was not started.</exception>
    public JsonElement Start(JsonElement parameters, string? awaitedArn)
    {
        var machine = FindMachine(parameters)
            ?? throw Refused(StepFunctionsErrors.NoMachine(Text(parameters, "StateMachineArn") ?? ""));
        if (awaitedArn is not null && context.Executions.Find(awaitedArn) is { } known)
        {
            return StartedJson(known);
        }

        if (awaitedArn is not null && machine.Type == MachineType.Express)
        {
            throw Refused(StepFunctionsErrors.WrongType());
        }

        var name = awaitedArn is null ? Text(parameters, "Name") : awaitedArn[(awaitedArn.LastIndexOf(':') + 1)..];
        return engine.Start(machine, name, InputOf(parameters), traceHeader: null) switch
        {
            StartOutcome.Started started => StartedJson(started.Execution),
            StartOutcome.Running running => StartedJson(running.Execution),
            StartOutcome.NameUsed =>
                throw Refused(StepFunctionsErrors.ExecutionExists(context.ExecutionArn(machine.Name, name ?? ""))),
            StartOutcome.TooMany => throw Refused(StepFunctionsErrors.TooManyExecutions()),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <param name="isParsed">Whether input and output are JSON, not texts: <c>.sync:2</c>.</param>
    /// <returns>What DescribeExecution would tell.</returns>
    /// <exception cref="StatesException">The execution did not succeed.</exception>
    public async Task<JsonElement> WhenEndedAsync(string arn, bool isParsed, CancellationToken stop)
    {
        try
        {
            while (context.Executions.Find(arn) is { End: null })
            {
                await engine.WhenEndedAsync(arn, stop);
                stop.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (!engine.IsStopping)
        {
            // "If the parent is stopped, Step Functions stops the child", says the page above of this pattern.
            engine.Stop(arn, error: null, cause: null);
            throw;
        }

        var ended = context.Executions.Find(arn)
            ?? throw new StatesException(StatesErrors.TaskFailed, $"The execution {arn} is not there any more.");
        var description = Describe(ended, isParsed);
        return ended.Status == ExecutionStatus.Succeeded
            ? description
            : throw new StatesException(StatesErrors.TaskFailed, description.GetRawText());
    }

    private StateMachine? FindMachine(JsonElement parameters) =>
        Text(parameters, "StateMachineArn") is { } arn ? context.Machines.Find(arn) : null;

    /// <summary>A text is taken as it is; all else as its JSON.</summary>
    private ExecutionInput InputOf(JsonElement parameters)
    {
        if (parameters.ValueKind != JsonValueKind.Object || !parameters.TryGetProperty("Input"u8, out var input)
            || input.ValueKind == JsonValueKind.Null)
        {
            return ExecutionInput.Parse("{}");
        }

        try
        {
            return input.ValueKind == JsonValueKind.String
                ? ExecutionInput.Parse(input.GetString()!)
                : ExecutionInput.Of(input);
        }
        catch (JsonException e)
        {
            throw Refused(StepFunctionsErrors.InvalidInput(e.Message));
        }
    }

    private static string? Text(JsonElement parameters, string name) =>
        parameters.ValueKind == JsonValueKind.Object && parameters.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private StatesException Refused(AwsException refused) => SdkErrors.StepFunctions.Of(
        refused.Error.Code, refused.Error.Status, refused.Error.Message, context.Random.NextGuid().ToString());

    private JsonElement StartedJson(Execution execution) => JsonValue.Parse(JsonWire.Object(json =>
    {
        json.WriteString("ExecutionArn", execution.Arn);
        SdkMetadata.Write(json, context.Random.NextGuid().ToString(), []);
        json.WriteNumber("StartDate", execution.StartedAt.ToUnixTimeMilliseconds());
    }));

    private static JsonElement Describe(Execution ended, bool isParsed) => JsonValue.Parse(JsonWire.Object(json =>
    {
        if (ended.End!.Cause is { } cause)
        {
            json.WriteString("Cause", cause);
        }

        if (ended.End.Error is { } error)
        {
            json.WriteString("Error", error);
        }

        json.WriteString("ExecutionArn", ended.Arn);
        WriteData(json, "Input", ended.Input, isParsed);
        json.WriteString("Name", ended.Name);
        if (ended.End.Output is { } output)
        {
            WriteData(json, "Output", output, isParsed);
        }

        json.WriteNumber("StartDate", ended.StartedAt.ToUnixTimeMilliseconds());
        json.WriteString("StateMachineArn", ended.MachineArn);
        json.WriteString("Status", StatusNames.Of(ended.Status));
        json.WriteNumber("StopDate", ended.End.At.ToUnixTimeMilliseconds());
    }));

    private static void WriteData(Utf8JsonWriter json, string name, ReadOnlyMemory<byte> data, bool isParsed)
    {
        if (isParsed)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(data.Span);
        }
        else
        {
            json.WriteString(name, data.Span);
        }

        json.WriteStartObject(name + "Details");
        json.WriteBoolean("Included", true);
        json.WriteEndObject();
    }
}
