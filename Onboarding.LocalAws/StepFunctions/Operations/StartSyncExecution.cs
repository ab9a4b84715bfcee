using Onboarding.LocalAws.StepFunctions.Engine;
using Onboarding.LocalAws.StepFunctions.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.StepFunctions.Operations;

/// <summary>
/// StartSyncExecution, for Express machines: answers 200 with the status also where the execution fails
/// (https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html).
/// </summary>
internal sealed class StartSyncExecution(StepFunctionsContext context) : IAwsOperation<JsonCall>
{
    /// <summary>Bills are in units of these (https://aws.amazon.com/step-functions/pricing/).</summary>
    private const int BilledMilliseconds = 100;

    private const int BilledMegabytes = 64;

    public string Name => "StartSyncExecution";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("states:StartSyncExecution", StepFunctionsResources.Machine)];

    public OperationMembers Members { get; } =
        new("stateMachineArn", "name", "input", "traceHeader", "includedData");

    public async ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var name = StartExecution.NameIn(call.Input);
        var traceHeader = StartExecution.TraceHeaderOf(call);
        var includesData = Texts.IncludesData(call.Input);
        var arn = Arns.Machine(call.Input);
        var input = Texts.Input(call.Input);
        var machine = context.Machines.Find(arn) ?? throw StepFunctionsErrors.NoMachine(arn);
        if (machine.Type != MachineType.Express)
        {
            throw StepFunctionsErrors.WrongType();
        }

        var execution = await context.Engine.RunAsync(machine, name, input, traceHeader, stop);
        Write(call, execution, includesData);
    }

    private static void Write(JsonCall call, Execution execution, bool includesData)
    {
        var (response, end) = (call.Response, execution.End!);
        response.WriteString("executionArn", execution.Arn);
        response.WriteString("stateMachineArn", execution.MachineArn);
        response.WriteString("name", execution.Name);
        response.WriteTime("startDate", execution.StartedAt);
        response.WriteTime("stopDate", end.At);
        response.WriteString("status", StatusNames.Of(end.Status));
        response.WriteOptional("error", end.Status == ExecutionStatus.TimedOut ? "States.Timeout" : end.Error);
        response.WriteOptional("cause", includesData ? end.Cause : null);
        response.WriteData("input", execution.Input, includesData);
        response.WriteData("output", end.Output, includesData);
        response.WriteOptional("traceHeader", execution.TraceHeader);
        var milliseconds = (end.At - execution.StartedAt).TotalMilliseconds;
        response.WriteStartObject("billingDetails");
        response.WriteNumber("billedMemoryUsedInMB", BilledMegabytes);
        response.WriteNumber(
            "billedDurationInMilliseconds",
            Math.Max(1, (long)Math.Ceiling(milliseconds / BilledMilliseconds)) * BilledMilliseconds);
        response.WriteEndObject();
    }
}
