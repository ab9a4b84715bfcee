namespace Onboarding.LocalAws.StepFunctions.Language.States;

/// <summary>What a Task calls; which of them exist is the engine's to say.</summary>
/// <param name="Arn">As written.</param>
internal abstract record TaskResource(string Arn);

/// <summary><c>arn:aws:lambda:eu-central-1:123456789012:function:SyncProfile</c>, with or without a qualifier.</summary>
internal sealed record FunctionResource(string Arn) : TaskResource(Arn);

/// <summary>
/// <c>arn:aws:states:::dynamodb:putItem</c>, <c>arn:aws:states:::sqs:sendMessage.waitForTaskToken</c>,
/// <c>arn:aws:states:::aws-sdk:sesv2:sendEmail</c>.
/// </summary>
/// <param name="Service"><c>dynamodb</c>, <c>sesv2</c>.</param>
/// <param name="Action"><c>putItem</c>, <c>sendEmail</c>: without the pattern's suffix.</param>
/// <param name="IsAwsSdk">One of the AWS SDK integrations, which take any action.</param>
internal sealed record ServiceResource(
    string Arn, string Service, string Action, bool IsAwsSdk, IntegrationPattern Pattern) : TaskResource(Arn);

internal enum IntegrationPattern
{
    RequestResponse,

    /// <summary><c>.sync</c></summary>
    Sync,

    /// <summary><c>.sync:2</c>: the result's JSON is parsed.</summary>
    Sync2,

    WaitForTaskToken,
}
