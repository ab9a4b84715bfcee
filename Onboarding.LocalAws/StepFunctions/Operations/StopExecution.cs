using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.StepFunctions.Operations;

/// <summary>StopExecution: of one that has ended it tells when that was.</summary>
internal sealed class StopExecution(StepFunctionsContext context) : IAwsOperation<JsonCall>
{
    public string Name => "StopExecution";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("states:StopExecution", StepFunctionsResources.Execution)];

    public OperationMembers Members { get; } = new("executionArn", "error", "cause");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var (error, cause) = Texts.Failure(call.Input);
        var arn = Arns.Execution(call.Input);
        var end = context.Engine.Stop(arn, error, cause) ?? throw StepFunctionsErrors.NoExecution(arn);
        call.Response.WriteTime("stopDate", end.At);
        return ValueTask.CompletedTask;
    }
}
