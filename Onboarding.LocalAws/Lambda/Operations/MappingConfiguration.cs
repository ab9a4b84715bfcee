using System.Text.Json;
using Onboarding.LocalAws.Lambda.EventSources;
using Onboarding.LocalAws.Lambda.EventSources.Queues;

namespace Onboarding.LocalAws.Lambda.Operations;

/// <summary>
/// The EventSourceMappingConfiguration structure
/// (https://docs.aws.amazon.com/lambda/latest/api/API_EventSourceMappingConfiguration.html).
/// </summary>
internal static class MappingConfiguration
{
    public static void WriteMembers(Utf8JsonWriter json, IEventSourceMapping mapping)
    {
        var settings = mapping.Settings;
        json.WriteString("UUID", settings.Uuid);
        json.WriteNumber("BatchSize", settings.BatchSize);
        json.WriteNumber("MaximumBatchingWindowInSeconds", (int)settings.BatchingWindow.TotalSeconds);
        json.WriteString("EventSourceArn", settings.EventSourceArn);
        json.WriteString("FunctionArn", settings.FunctionArn);
        json.WriteNumber("LastModified", mapping.LastModified.ToUnixTimeMilliseconds() / 1000.0);
        json.WriteString("LastProcessingResult", mapping.LastProcessingResult);
        json.WriteString("State", mapping.IsEnabled ? "Enabled" : "Disabled");
        json.WriteString("StateTransitionReason", "User action");
        json.WriteStartArray("FunctionResponseTypes");
        if (settings.ReportsBatchItemFailures)
        {
            json.WriteStringValue("ReportBatchItemFailures");
        }

        json.WriteEndArray();
        switch (settings)
        {
            case StreamMappingSettings stream:
                WriteStream(json, stream);
                break;
            case QueueMappingSettings { ConcurrencyMax: { } concurrency }:
                json.WriteStartObject("ScalingConfig");
                json.WriteNumber("MaximumConcurrency", concurrency);
                json.WriteEndObject();
                break;
        }

        WriteFilters(json, settings);
    }

    private static void WriteStream(Utf8JsonWriter json, StreamMappingSettings settings)
    {
        json.WriteString("StartingPosition", settings.StartingPosition.ToString());
        json.WriteNumber("ParallelizationFactor", settings.ParallelizationFactor);
        json.WriteNumber("MaximumRecordAgeInSeconds", (int?)settings.RecordAgeMax?.TotalSeconds ?? -1);
        json.WriteBoolean("BisectBatchOnFunctionError", settings.BisectsBatchOnFunctionError);
        json.WriteNumber("MaximumRetryAttempts", settings.RetryAttemptsMax ?? -1);
        json.WriteNumber("TumblingWindowInSeconds", (int?)settings.TumblingWindow?.TotalSeconds ?? 0);
        json.WriteStartObject("DestinationConfig");
        json.WriteStartObject("OnFailure");
        if (settings.OnFailureArn is { } arn)
        {
            json.WriteString("Destination", arn);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteFilters(Utf8JsonWriter json, MappingSettings settings)
    {
        if (settings.FilterPatterns.Count == 0)
        {
            return;
        }

        json.WriteStartObject("FilterCriteria");
        json.WriteStartArray("Filters");
        foreach (var pattern in settings.FilterPatterns)
        {
            json.WriteStartObject();
            json.WriteString("Pattern", pattern);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
