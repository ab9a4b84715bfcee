using Onboarding.LocalAws.StepFunctions.Engine;
using Onboarding.LocalAws.StepFunctions.Store;
using Onboarding.LocalAws.Wire.Operations;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.StepFunctions.Operations;

/// <summary>
/// ListExecutions of a Standard machine, the newest first. A token is the number of the last one of the page before.
/// </summary>
internal sealed class ListExecutions(StepFunctionsContext context) : IAwsOperation<JsonCall>
{
    public string Name => "ListExecutions";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("states:ListExecutions", StepFunctionsResources.Machine)];

    public OperationMembers Members { get; } = new("stateMachineArn", "statusFilter", "maxResults", "nextToken")
    {
        Refused = ["mapRunArn", "redriveFilter"],
    };

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var page = Page.Read(call.Input);
        var status = StatusIn(call.Input);
        var machine = context.RequireMachine(call.Input);
        if (machine.Type == MachineType.Express)
        {
            throw StepFunctionsErrors.WrongType();
        }

        var executions = context.Executions.List(
            machine.Arn, status, page.After is null ? null : page.Number, page.CountMax + 1);
        call.Response.WriteStartArray("executions");
        foreach (var (_, execution) in executions.Take(page.CountMax))
        {
            Write(call, execution);
        }

        call.Response.WriteEndArray();
        if (executions.Count > page.CountMax)
        {
            call.Response.WriteString("nextToken", Page.Token(executions[page.CountMax - 1].Sequence));
        }

        return ValueTask.CompletedTask;
    }

    private static void Write(JsonCall call, Execution execution)
    {
        call.Response.WriteStartObject();
        call.Response.WriteString("executionArn", execution.Arn);
        call.Response.WriteString("stateMachineArn", execution.MachineArn);
        call.Response.WriteString("name", execution.Name);
        call.Response.WriteString("status", StatusNames.Of(execution.Status));
        call.Response.WriteTime("startDate", execution.StartedAt);
        if (execution.End is { } end)
        {
            call.Response.WriteTime("stopDate", end.At);
        }

        call.Response.WriteNumber("redriveCount", 0);
        call.Response.WriteEndObject();
    }

    private static ExecutionStatus? StatusIn(RequestMembers input) => input.Text("statusFilter") switch
    {
        null => null,
        "RUNNING" => ExecutionStatus.Running,
        "SUCCEEDED" => ExecutionStatus.Succeeded,
        "FAILED" => ExecutionStatus.Failed,
        "TIMED_OUT" => ExecutionStatus.TimedOut,
        "ABORTED" => ExecutionStatus.Aborted,
        // The text is inferred from the API's page: it is a filter for Map Runs only.
        "PENDING_REDRIVE" => throw StepFunctionsErrors.Validation(
            "The PENDING_REDRIVE status filter needs a mapRunArn"),
        var other => throw StepFunctionsErrors.Constraint(
            other,
            "statusFilter",
            "Member must satisfy enum value set: [SUCCEEDED, TIMED_OUT, PENDING_REDRIVE, ABORTED, FAILED, RUNNING]"),
    };
}
