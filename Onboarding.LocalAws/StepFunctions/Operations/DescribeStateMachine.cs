using Onboarding.LocalAws.StepFunctions.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.StepFunctions.Operations;

/// <summary>DescribeStateMachine.</summary>
internal sealed class DescribeStateMachine(StepFunctionsContext context) : IAwsOperation<JsonCall>
{
    public string Name => "DescribeStateMachine";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("states:DescribeStateMachine", StepFunctionsResources.Machine)];

    public OperationMembers Members { get; } = new("stateMachineArn", "includedData");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var includesData = Texts.IncludesData(call.Input);
        var machine = context.RequireMachine(call.Input);
        var response = call.Response;
        response.WriteString("stateMachineArn", machine.Arn);
        response.WriteString("name", machine.Name);
        response.WriteString("status", "ACTIVE");
        response.WriteString("type", machine.Type == MachineType.Standard ? "STANDARD" : "EXPRESS");
        response.WriteTime("creationDate", machine.CreatedAt);
        response.WriteString("definition", includesData ? machine.Revision.Definition : "");
        response.WriteString("roleArn", machine.Revision.RoleArn);
        response.WriteOptional("revisionId", machine.Revision.IsFirst ? null : machine.Revision.Id);
        LoggingMembers.Write(response, machine.Revision);
        return ValueTask.CompletedTask;
    }
}
