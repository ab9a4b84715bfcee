using System.Text.Json;
using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>ListTargetsByRule.</summary>
internal sealed class ListTargetsByRule(EventBridgeContext context) : IAwsOperation<JsonCall>
{
    public string Name => "ListTargetsByRule";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("events:ListTargetsByRule", EventBridgeResources.Rule)];

    public OperationMembers Members { get; } = new("Rule", "EventBusName", "NextToken", "Limit");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var response = call.Response;
        var rule = context.RequireRule(input, "Rule");
        var targets = rule.Targets.OrderBy(target => target.Id, StringComparer.Ordinal);
        Page.Write(response, "Targets", input, targets, target => target.Id, target => Write(response, target));
        return ValueTask.CompletedTask;
    }

    private static void Write(Utf8JsonWriter response, EventTarget target)
    {
        response.WriteStartObject();
        response.WriteString("Id", target.Id);
        response.WriteString("Arn", target.Arn);
        response.WriteOptional("RoleArn", target.RoleArn);
        response.WriteOptional("Input", target.Input);
        response.WriteOptional("InputPath", target.InputPath);
        if (target.Transformer is { } transformer)
        {
            response.WriteStartObject("InputTransformer");
            response.WriteStartObject("InputPathsMap");
            foreach (var (name, path) in transformer.Paths)
            {
                response.WriteString(name, path);
            }

            response.WriteEndObject();
            response.WriteString("InputTemplate", transformer.Template);
            response.WriteEndObject();
        }

        if (target.MessageGroupId is { } group)
        {
            response.WriteStartObject("SqsParameters");
            response.WriteString("MessageGroupId", group);
            response.WriteEndObject();
        }

        if (target.DeadLetterArn is { } deadLetters)
        {
            response.WriteStartObject("DeadLetterConfig");
            response.WriteString("Arn", deadLetters);
            response.WriteEndObject();
        }

        if (target.HasRetryPolicy)
        {
            response.WriteStartObject("RetryPolicy");
            if (target.RetryAttempts is { } attempts)
            {
                response.WriteNumber("MaximumRetryAttempts", attempts);
            }

            if (target.EventAgeSeconds is { } age)
            {
                response.WriteNumber("MaximumEventAgeInSeconds", age);
            }

            response.WriteEndObject();
        }

        response.WriteEndObject();
    }
}
