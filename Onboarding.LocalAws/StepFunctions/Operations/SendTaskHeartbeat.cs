using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.StepFunctions.Operations;

/// <summary>SendTaskHeartbeat: the task is worked on; its time-out goes on all the same.</summary>
internal sealed class SendTaskHeartbeat(StepFunctionsContext context) : IAwsOperation<JsonCall>
{
    public string Name => "SendTaskHeartbeat";

    public IReadOnlyList<Permission> Permissions { get; } = [new("states:SendTaskHeartbeat")];

    public OperationMembers Members { get; } = new("taskToken");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var token = TokenMember.Read(call.Input);
        if (!context.Executions.Waits(token))
        {
            throw StepFunctionsErrors.TaskTimedOut();
        }

        context.Parent.Tokens.Beat(token);
        return ValueTask.CompletedTask;
    }
}
