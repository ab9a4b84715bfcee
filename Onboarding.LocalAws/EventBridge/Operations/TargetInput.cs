using System.Text.Json;
using Onboarding.LocalAws.EventBridge.Publishing;
using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>
/// One target of PutTargets
/// (https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Target.html).
/// </summary>
internal static class TargetInput
{
    private const string FifoSuffix = ".fifo";

    private static readonly string[] Refused =
    [
        "RoleArn", "InputTransformer", "KinesisParameters", "RunCommandParameters", "EcsParameters",
        "BatchParameters", "HttpParameters", "RedshiftDataParameters", "SageMakerPipelineParameters",
        "AppSyncParameters",
    ];

    public static EventTarget Read(RequestMembers item, string path)
    {
        item.Refuse(Refused);
        var id = Names.Target(item, path);
        var retries = item.Object("RetryPolicy");
        var target = new EventTarget
        {
            Id = id,
            Arn = item.RequiredText("Arn", path + ".arn"),
            Input = item.Text("Input"),
            InputPath = item.Text("InputPath"),
            RetryAttempts = InRange(retries, "MaximumRetryAttempts", 0, 185, path + ".retryPolicy"),
            EventAgeSeconds = InRange(retries, "MaximumEventAgeInSeconds", 60, 86_400, path + ".retryPolicy"),
            DeadLetterArn = item.Object("DeadLetterConfig")?.Text("Arn"),
            MessageGroupId = item.Object("SqsParameters")?.Text("MessageGroupId"),
        };
        CheckArn(target.Arn);
        CheckGroup(target);
        if (target.DeadLetterArn is { } deadLetters)
        {
            CheckDeadLetters(deadLetters);
        }

        CheckInput(target);
        return target;
    }

    private static int? InRange(RequestMembers? retries, string member, int min, int max, string path)
    {
        var value = retries?.Integer(member);
        if (value is null || (value >= min && value <= max))
        {
            return value;
        }

        throw EventBridgeErrors.Constraint(
            value,
            $"{path}.{char.ToLowerInvariant(member[0])}{member[1..]}",
            value < min
                ? $"Member must have value greater than or equal to {min}"
                : $"Member must have value less than or equal to {max}");
    }

    private static void CheckArn(string arn)
    {
        switch (arn.Split(':'))
        {
            case ["arn", _, "lambda", _, _, "function", _] or ["arn", _, "lambda", _, _, "function", _, _]:
            case ["arn", _, "sqs", _, _, _]:
                break;
            case ["arn", _, var service, _, _, _, ..]:
                throw EventBridgeErrors.Unsupported("PutTargets", $"a target of '{service}'");
            default:
                throw EventBridgeErrors.InvalidTargetArn(arn);
        }
    }

    /// <summary>
    /// A FIFO queue needs a group; a standard queue takes one, as a fair queue
    /// (https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_SqsParameters.html).
    /// </summary>
    private static void CheckGroup(EventTarget target)
    {
        if (target.MessageGroupId is null && target.Arn.EndsWith(FifoSuffix, StringComparison.Ordinal))
        {
            throw EventBridgeErrors.MissingSqsParameters(target.Id);
        }

        if (target.MessageGroupId is not null && target.Arn.Split(':')[2] != "sqs")
        {
            throw EventBridgeErrors.UselessSqsParameters(target.Id);
        }
    }

    /// <summary>
    /// "The dead-letter queue must be a standard queue"
    /// (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html).
    /// </summary>
    private static void CheckDeadLetters(string arn)
    {
        if (arn.Split(':') is not ["arn", _, "sqs", _, _, var queue]
            || queue.EndsWith(FifoSuffix, StringComparison.Ordinal))
        {
            throw EventBridgeErrors.InvalidTargetArn(arn);
        }
    }

    private static void CheckInput(EventTarget target)
    {
        if (target.Input is not null && target.InputPath is not null)
        {
            throw EventBridgeErrors.SeveralInputs(target.Id);
        }

        if (target.InputPath is { } path && !InputPath.IsValid(path))
        {
            throw EventBridgeErrors.InvalidInputPath(target.Id);
        }

        if (target.Input is not { } input)
        {
            return;
        }

        try
        {
            using var document = JsonDocument.Parse(input);
        }
        catch (JsonException)
        {
            throw EventBridgeErrors.InvalidInput(target.Id);
        }
    }
}
