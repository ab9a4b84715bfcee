namespace Onboarding.LocalAws.StepFunctions.Language.States;

/// <summary>What a Task calls; which of them exist is the engine's to say.</summary>
/// <param name="Arn">As written.</param>
internal abstract record TaskResource(string Arn)
{
    private const string Token = ".waitForTaskToken";

    /// <returns>Null where it is no ARN of something that a Task can call.</returns>
    public static TaskResource? Parse(string arn) => arn.Split(':') switch
    {
        ["arn", _, "lambda", _, _, "function", { Length: > 0 }, ..] => new FunctionResource(arn),
        ["arn", _, "states", _, _, "activity", { Length: > 0 }] => new ActivityResource(arn),
        ["arn", _, "states", _, "", "aws-sdk", var service, var action] => Service(arn, service, action, isSdk: true),
        ["arn", _, "states", _, "", "aws-sdk", ..] => null,
        ["arn", _, "states", _, "", var service, var action] => Service(arn, service, action, isSdk: false),
        ["arn", _, "states", _, "", var service, var action, "2"]
            when action.EndsWith(".sync", StringComparison.Ordinal) =>
            Service(arn, service, action + ":2", isSdk: false),
        _ => null,
    };

    private static ServiceResource? Service(string arn, string service, string action, bool isSdk)
    {
        var (suffix, pattern) = action switch
        {
            _ when action.EndsWith(Token, StringComparison.Ordinal) => (Token, IntegrationPattern.WaitForTaskToken),
            _ when action.EndsWith(".sync:2", StringComparison.Ordinal) => (".sync:2", IntegrationPattern.Sync2),
            _ when action.EndsWith(".sync", StringComparison.Ordinal) => (".sync", IntegrationPattern.Sync),
            _ => ("", IntegrationPattern.RequestResponse),
        };
        var name = action[..^suffix.Length];
        return service.Length > 0 && name.Length > 0 && !name.Contains('.')
            ? new ServiceResource(arn, service, name, isSdk, pattern)
            : null;
    }
}

/// <summary>
/// <c>arn:aws:lambda:eu-central-1:123456789012:function:SyncProfile</c>, with or without a qualifier.
/// </summary>
internal sealed record FunctionResource(string Arn) : TaskResource(Arn);

/// <summary><c>arn:aws:states:eu-central-1:123456789012:activity:Ask</c>: refused when a definition is read.</summary>
internal sealed record ActivityResource(string Arn) : TaskResource(Arn);

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
