using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Engine;
using Onboarding.LocalAws.StepFunctions.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.StepFunctions.Operations;

/// <summary>SendTaskSuccess: what a task that handed its token out goes on with.</summary>
internal sealed class SendTaskSuccess(StepFunctionsContext context) : IAwsOperation<JsonCall>
{
    public string Name => "SendTaskSuccess";

    public IReadOnlyList<Permission> Permissions { get; } = [new("states:SendTaskSuccess")];

    public OperationMembers Members { get; } = new("taskToken", "output");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var output = call.Input.RequiredText("output");
        Texts.CheckSize(output, "output");
        var token = TokenMember.Read(call.Input);
        try
        {
            TokenMember.Reply(context, token, new TaskReply.Success(ExecutionInput.Parse(output).Text));
        }
        catch (JsonException e)
        {
            throw StepFunctionsErrors.InvalidOutput(e.Message);
        }

        return ValueTask.CompletedTask;
    }
}
