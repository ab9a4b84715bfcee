using Onboarding.LocalAws.StepFunctions.Engine;
using Onboarding.LocalAws.StepFunctions.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.StepFunctions.Operations;

/// <summary>DescribeExecution.</summary>
internal sealed class DescribeExecution(StepFunctionsContext context) : IAwsOperation<JsonCall>
{
    public string Name => "DescribeExecution";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("states:DescribeExecution", StepFunctionsResources.Execution)];

    public OperationMembers Members { get; } = new("executionArn", "includedData");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var includesData = Texts.IncludesData(call.Input);
        var execution = context.RequireExecution(call.Input);
        var response = call.Response;
        response.WriteString("executionArn", execution.Arn);
        response.WriteString("stateMachineArn", execution.MachineArn);
        response.WriteString("name", execution.Name);
        response.WriteString("status", StatusNames.Of(execution.Status));
        response.WriteTime("startDate", execution.StartedAt);
        response.WriteData("input", execution.Input, includesData);
        response.WriteOptional("traceHeader", execution.TraceHeader);
        if (execution.End is { } end)
        {
            response.WriteTime("stopDate", end.At);
            response.WriteData("output", end.Output, includesData);
            response.WriteOptional("error", includesData ? end.Error : null);
            response.WriteOptional("cause", includesData ? end.Cause : null);
        }

        WriteRedrive(call, execution.Status);
        return ValueTask.CompletedTask;
    }

    /// <summary>As AWS tells it; RedriveExecution itself is refused here.</summary>
    private static void WriteRedrive(JsonCall call, ExecutionStatus status)
    {
        call.Response.WriteNumber("redriveCount", 0);
        if (status is ExecutionStatus.Running or ExecutionStatus.Succeeded)
        {
            call.Response.WriteString("redriveStatus", "NOT_REDRIVABLE");
            call.Response.WriteString(
                "redriveStatusReason", $"Execution is {StatusNames.Of(status)} and cannot be redriven");
        }
        else
        {
            call.Response.WriteString("redriveStatus", "REDRIVABLE");
        }
    }
}
