using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.StepFunctions.Operations;

/// <summary>DescribeStateMachineForExecution: the revision that the execution began with, deleted or not.</summary>
internal sealed class DescribeStateMachineForExecution(StepFunctionsContext context) : IAwsOperation<JsonCall>
{
    public string Name => "DescribeStateMachineForExecution";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("states:DescribeStateMachineForExecution", StepFunctionsResources.Execution)];

    public OperationMembers Members { get; } = new("executionArn", "includedData");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var includesData = Texts.IncludesData(call.Input);
        var execution = context.RequireExecution(call.Input);
        var response = call.Response;
        response.WriteString("stateMachineArn", execution.MachineArn);
        response.WriteString("name", execution.MachineName);
        response.WriteString("definition", includesData ? execution.Revision.Definition : "");
        response.WriteString("roleArn", execution.Revision.RoleArn);
        response.WriteTime("updateDate", execution.Revision.At);
        response.WriteOptional("revisionId", execution.Revision.IsFirst ? null : execution.Revision.Id);
        LoggingMembers.Write(response, execution.Revision);
        return ValueTask.CompletedTask;
    }
}
