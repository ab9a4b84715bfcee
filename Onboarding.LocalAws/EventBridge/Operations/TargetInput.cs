using System.Text.Json;
using Onboarding.LocalAws.EventBridge.Publishing;
using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.Kernel;
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
        "KinesisParameters", "RunCommandParameters", "EcsParameters", "BatchParameters", "HttpParameters",
        "RedshiftDataParameters", "SageMakerPipelineParameters", "AppSyncParameters",
    ];

    /// <param name="path">As errors name the target.</param>
    public static EventTarget Read(RequestMembers item, string path, AwsScope scope)
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
            Transformer = TransformerInput.Read(item, path),
            RoleArn = item.Text("RoleArn"),
            RetryAttempts = InRange(retries, "MaximumRetryAttempts", 0, 185, path + ".retryPolicy"),
            EventAgeSeconds = InRange(retries, "MaximumEventAgeInSeconds", 60, 86_400, path + ".retryPolicy"),
            DeadLetterArn = item.Object("DeadLetterConfig")?.Text("Arn"),
            MessageGroupId = item.Object("SqsParameters")?.Text("MessageGroupId"),
        };
        CheckArn(target, scope);
        CheckGroup(target);
        CheckDeadLetters(target.DeadLetterArn);
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

    private static void CheckArn(EventTarget target, AwsScope scope)
    {
        switch (TargetArn.KindOf(target.Arn))
        {
            case TargetKind.Function or TargetKind.Queue:
                break;
            case TargetKind.StateMachine:
                // A queue and a function have policies of their own; to start an execution takes a role.
                _ = target.RoleArn ?? throw EventBridgeErrors.MissingRole(target.Arn);
                break;
            case TargetKind.Bus when target.Arn != scope.Arn("events", $"event-bus/{TargetArn.BusOf(target.Arn)}"):
                throw EventBridgeErrors.Unsupported("PutTargets", "an event bus of another account or region");
            case TargetKind.Bus:
                break;
            default:
                throw target.Arn.Split(':') switch
                {
                    ["arn", _, "events", _, _, ['a', 'p', 'i', '-', ..]] =>
                        EventBridgeErrors.Unsupported("PutTargets", "an API destination"),
                    ["arn", _, var service, _, _, _, ..] =>
                        EventBridgeErrors.Unsupported("PutTargets", $"a target of '{service}'"),
                    _ => EventBridgeErrors.InvalidTargetArn(target.Arn),
                };
        }
    }

    /// <summary>
    /// A FIFO queue needs a group; a standard queue takes one, as a fair queue, and any other target ignores it
    /// (https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_SqsParameters.html; recorded).
    /// </summary>
    private static void CheckGroup(EventTarget target)
    {
        if (target.MessageGroupId is null && target.Arn.EndsWith(FifoSuffix, StringComparison.Ordinal))
        {
            throw EventBridgeErrors.MissingSqsParameters(target.Id);
        }
    }

    /// <summary>
    /// "The dead-letter queue must be a standard queue"
    /// (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html).
    /// </summary>
    private static void CheckDeadLetters(string? arn)
    {
        switch (arn?.Split(':'))
        {
            case null or ["arn", _, "sqs", _, _, _] when arn?.EndsWith(FifoSuffix, StringComparison.Ordinal) != true:
                break;
            case ["arn", _, "sqs", _, _, _]:
                throw EventBridgeErrors.FifoDeadLetters();
            case ["arn", _, var service, _, _, _, ..]:
                throw EventBridgeErrors.WrongDeadLetters(service);
            default:
                throw EventBridgeErrors.InvalidTargetArn(arn!);
        }
    }

    private static void CheckInput(EventTarget target)
    {
        object?[] given = [target.Input, target.InputPath, target.Transformer];
        var count = given.Count(one => one is not null);
        if (count > 1)
        {
            throw EventBridgeErrors.SeveralInputs(target.Id);
        }

        if (count == 1 && TargetArn.KindOf(target.Arn) == TargetKind.Bus)
        {
            throw EventBridgeErrors.FixedInput(target.Id);
        }

        if (target.InputPath is { } path && !InputPath.IsValid(path))
        {
            throw EventBridgeErrors.InvalidInputPath(target.Id);
        }

        if (target.Transformer is { } transformer)
        {
            TransformerInput.Check(transformer, target.Id);
        }

        if (target.Input is { } input)
        {
            CheckJson(input, target.Id);
        }
    }

    private static void CheckJson(string input, string target)
    {
        try
        {
            using var document = JsonDocument.Parse(input);
        }
        catch (JsonException)
        {
            throw EventBridgeErrors.InvalidInput(target);
        }
    }
}
