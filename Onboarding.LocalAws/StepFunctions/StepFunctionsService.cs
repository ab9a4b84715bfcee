using Onboarding.LocalAws.StepFunctions.Operations;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Operations;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.StepFunctions;

/// <summary>Step Functions (JSON 1.0): state machines and their executions.</summary>
internal sealed class StepFunctionsService(StepFunctionsContext context) : JsonService("1.0")
{
    public override string Name => "StepFunctions";

    public override string SigningName => "states";

    public override string TargetPrefix => "AWSStepFunctions";

    public override IErrorProtocol Errors { get; } = new JsonErrorProtocol("1.0");

    /// <summary>A definition of 1 MB; JSON can write a character in six.</summary>
    public override int BodySizeBytesMax => 8 * 1024 * 1024;

    protected override MemberErrors MemberErrors => StepFunctionsErrors.OfMembers;

    protected override OperationTable<JsonCall> Operations { get; } = new(
        new CreateStateMachine(context),
        new UpdateStateMachine(context),
        new DeleteStateMachine(context),
        new DescribeStateMachine(context),
        new DescribeStateMachineForExecution(context),
        new ListStateMachines(context),
        new ValidateStateMachineDefinition(),
        new StartExecution(context),
        new StartSyncExecution(context),
        new StopExecution(context),
        new DescribeExecution(context),
        new ListExecutions(context),
        new GetExecutionHistory(context),
        new SendTaskSuccess(context),
        new SendTaskFailure(context),
        new SendTaskHeartbeat(context),
        new TagResource(context),
        new UntagResource(context),
        new ListTagsForResource(context));

    /// <summary>SDKs know the service as SFN.</summary>
    protected override AwsError Refuse(string what)
    {
        var refused = base.Refuse(what);
        return refused with { Message = refused.Message.Replace("_STEPFUNCTIONS", "_SFN", StringComparison.Ordinal) };
    }
}
