using Onboarding.LocalAws.Template;

namespace Onboarding.LocalAws.Tests.CloudTemplate.Rules;

/// <summary>
/// Each event source says how much at once, how often and for how long. What AWS takes where nothing is said, retrying
/// until the record is a day old, holds up every later record of the shard
/// (https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html).
/// </summary>
internal static class EventSourceLimits
{
    private static readonly string[] OfStream = ["BatchSize", "MaximumRetryAttempts", "MaximumRecordAgeInSeconds"];

    private static readonly string[] OfRule =
        ["RetryPolicy.MaximumRetryAttempts", "RetryPolicy.MaximumEventAgeInSeconds"];

    private static readonly string[] OfAsyncInvoke =
        ["EventInvokeConfig.MaximumRetryAttempts", "EventInvokeConfig.MaximumEventAgeInSeconds"];

    public static IEnumerable<TemplateFault> Check(CloudTemplateText template) =>
        template.EventSources.SelectMany(source => source.Type switch
        {
            "DynamoDB" => Missing(source, source.Properties, OfStream),
            "SQS" => Missing(source, source.Properties, ["BatchSize"]).Concat(OfQueue(template, source)),
            "EventBridgeRule" or "Schedule" => Missing(source, source.Properties, OfRule)
                .Concat(source.Function is null ? [] : Missing(source, source.Function, OfAsyncInvoke)),
            _ => [],
        });

    private static IEnumerable<TemplateFault> OfQueue(CloudTemplateText template, EventSource source) =>
        template.Named(source.Properties.Find("Queue")) is not { } queue
        || queue.Properties.Give("RedrivePolicy.maxReceiveCount")
            ? []
            : [queue.Fault($"{source.Name} reads it without a limit: it has no RedrivePolicy.maxReceiveCount")];

    /// <summary>-1 is Lambda's word for no limit.</summary>
    private static IEnumerable<TemplateFault> Missing(
        EventSource source, TemplateMapping properties, IEnumerable<string> paths) =>
        from path in paths
        where !properties.Give(path, value => value is TemplateScalar { Value: not "-1" })
        select source.Fault($"it has no limit {path}");
}
