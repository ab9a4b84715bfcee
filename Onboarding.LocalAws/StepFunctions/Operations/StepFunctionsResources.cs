namespace Onboarding.LocalAws.StepFunctions.Operations;

/// <summary>
/// The resources of Step Functions' actions, with the members of requests in them.
/// https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html.
/// </summary>
internal static class StepFunctionsResources
{
    public const string NamedMachine = "arn:aws:states:{Region}:{Account}:stateMachine:{name}";
    public const string Machine = "{stateMachineArn}";
    public const string Execution = "{executionArn}";
    public const string Tagged = "{resourceArn}";
}
