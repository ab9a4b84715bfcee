using Onboarding.LocalAws.Lambda.Model;
using Onboarding.LocalAws.Template;

namespace Onboarding.LocalAws.Provisioning;

/// <summary>Resolved AWS::Lambda::EventSourceMapping properties → <see cref="EventSourceMappingDefinition"/>.</summary>
internal static class EventSourceMappingReader
{
    public static EventSourceMappingDefinition Read(string logicalId, TemplateMapping properties) => new()
    {
        LogicalId = logicalId,
        FunctionName = properties.RequiredText("FunctionName"),
        EventSourceArn = properties.RequiredText("EventSourceArn"),
        IsEnabled = properties.FindBoolean("Enabled") ?? true,
        StartingPosition = properties.FindText("StartingPosition"),
        BatchSize = properties.FindInteger("BatchSize"),
        BatchingWindow = properties.FindSeconds("MaximumBatchingWindowInSeconds") ?? TimeSpan.Zero,
        ParallelizationFactor = properties.FindInteger("ParallelizationFactor") ?? 1,
        FilterPatterns =
        [
            .. (properties.FindMap("FilterCriteria")?.FindList("Filters") ?? [])
                .Select(filter => ((TemplateMapping)filter).RequiredText("Pattern")),
        ],
        ReportsBatchItemFailures = properties.FindList("FunctionResponseTypes").Count > 0,
        BisectsBatchOnFunctionError = properties.FindBoolean("BisectBatchOnFunctionError") ?? false,
        RetryAttemptsMax = Limit(properties.FindInteger("MaximumRetryAttempts")),
        RecordAgeMax = Limit(properties.FindInteger("MaximumRecordAgeInSeconds")) is { } seconds
            ? TimeSpan.FromSeconds(seconds)
            : null,
        OnFailureArn = properties.FindMap("DestinationConfig")?.FindMap("OnFailure")?.FindText("Destination"),
        TumblingWindow = properties.FindSeconds("TumblingWindowInSeconds") is { Ticks: > 0 } window ? window : null,
        ConcurrencyMax = properties.FindMap("ScalingConfig")?.FindInteger("MaximumConcurrency"),
    };

    // −1 is AWS's "no limit".
    private static int? Limit(int? value) => value is -1 ? null : value;
}
