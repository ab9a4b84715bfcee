using Onboarding.LocalAws.Template;

namespace Onboarding.LocalAws.Tests.CloudTemplate.Rules;

/// <summary>
/// What fails for good is kept: each event source has a dead-letter queue or an on-failure destination.
/// </summary>
internal static class EventSourceDestinations
{
    public static IEnumerable<TemplateFault> Check(CloudTemplateText template) =>
        template.EventSources.SelectMany(source => source.Type switch
        {
            "DynamoDB" => Missing(source, source.Properties, "DestinationConfig.OnFailure.Destination"),
            "SQS" => OfQueue(template, source),
            // The rule's delivery and, because it invokes asynchronously, the function's work.
            "EventBridgeRule" or "Schedule" => Missing(source, source.Properties, "DeadLetterConfig").Concat(
                source.Function is null
                    ? []
                    : Missing(source, source.Function, "EventInvokeConfig.DestinationConfig.OnFailure.Destination")),
            // A client waits for the answer and sees the failure.
            "HttpApi" => [],
            _ => [source.Fault($"there is no rule about where failures of a {source.Type} event go: add one")],
        });

    private static IEnumerable<TemplateFault> OfQueue(CloudTemplateText template, EventSource source) =>
        template.Named(source.Properties.Find("Queue")) is not { } queue
            ? [source.Fault("its queue is not one of this template, so what fails goes nobody knows where")]
            : queue.Properties.Give("RedrivePolicy.deadLetterTargetArn")
                ? []
                : [queue.Fault($"{source.Name} reads it, and what fails goes nowhere: it has no "
                    + "RedrivePolicy.deadLetterTargetArn")];

    private static IEnumerable<TemplateFault> Missing(EventSource source, TemplateMapping properties, string path) =>
        properties.Give(path) ? [] : [source.Fault($"what fails for good goes nowhere: it has no {path}")];
}
