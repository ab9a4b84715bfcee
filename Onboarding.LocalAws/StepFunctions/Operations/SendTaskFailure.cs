using Onboarding.LocalAws.StepFunctions.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.StepFunctions.Operations;

/// <summary>SendTaskFailure: why a task that handed its token out has failed.</summary>
internal sealed class SendTaskFailure(StepFunctionsContext context) : IAwsOperation<JsonCall>
{
    public string Name => "SendTaskFailure";

    public IReadOnlyList<Permission> Permissions { get; } = [new("states:SendTaskFailure")];

    public OperationMembers Members { get; } = new("taskToken", "error", "cause");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var (error, cause) = Texts.Failure(call.Input);
        TokenMember.Reply(context, TokenMember.Read(call.Input), new TaskReply.Failure(error, cause));
        return ValueTask.CompletedTask;
    }
}
