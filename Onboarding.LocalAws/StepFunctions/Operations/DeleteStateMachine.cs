using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.StepFunctions.Operations;

/// <summary>
/// DeleteStateMachine: also succeeds where there is none. Its executions go on, and the machine is gone at once; in AWS
/// it is DELETING until they have ended
/// (https://docs.aws.amazon.com/step-functions/latest/apireference/API_DeleteStateMachine.html).
/// </summary>
internal sealed class DeleteStateMachine(StepFunctionsContext context) : IAwsOperation<JsonCall>
{
    public string Name => "DeleteStateMachine";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("states:DeleteStateMachine", StepFunctionsResources.Machine)];

    public OperationMembers Members { get; } = new("stateMachineArn");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        context.Machines.Delete(Arns.Machine(call.Input));
        return ValueTask.CompletedTask;
    }
}
