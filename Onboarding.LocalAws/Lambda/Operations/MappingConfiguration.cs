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
    public static void WriteMembers(Utf8JsonWriter response, IEventSourceMapping mapping)
    {
        var settings = mapping.Settings;
        response.WriteString("UUID", settings.Uuid);
        response.WriteNumber("BatchSize", settings.BatchSize);
        response.WriteNumber("MaximumBatchingWindowInSeconds", (int)settings.BatchingWindow.TotalSeconds);
        response.WriteString("EventSourceArn", settings.EventSourceArn);
        response.WriteString("FunctionArn", settings.FunctionArn);
        response.WriteNumber("LastModified", mapping.LastModified.ToUnixTimeMilliseconds() / 1000.0);
        response.WriteString("LastProcessingResult", mapping.LastProcessingResult);
        response.WriteString("State", mapping.IsEnabled ? "Enabled" : "Disabled");
        response.WriteString("StateTransitionReason", "User action");
        response.WriteStartArray("FunctionResponseTypes");
        if (settings.ReportsBatchItemFailures)
        {
            response.WriteStringValue("ReportBatchItemFailures");
        }

        response.WriteEndArray();
        switch (settings)
        {
            case StreamMappingSettings stream:
                WriteStream(response, stream);
                break;
            case QueueMappingSettings { ConcurrencyMax: { } concurrency }:
                response.WriteStartObject("ScalingConfig");
                response.WriteNumber("MaximumConcurrency", concurrency);
                response.WriteEndObject();
                break;
        }

        WriteFilters(response, settings);
    }

    private static void WriteStream(Utf8JsonWriter response, StreamMappingSettings settings)
    {
        response.WriteString("StartingPosition", settings.StartingPosition.ToString());
        response.WriteNumber("ParallelizationFactor", settings.ParallelizationFactor);
        response.WriteNumber("MaximumRecordAgeInSeconds", (int?)settings.RecordAgeMax?.TotalSeconds ?? -1);
        response.WriteBoolean("BisectBatchOnFunctionError", settings.BisectsBatchOnFunctionError);
        response.WriteNumber("MaximumRetryAttempts", settings.RetryAttemptsMax ?? -1);
        response.WriteNumber("TumblingWindowInSeconds", (int?)settings.TumblingWindow?.TotalSeconds ?? 0);
        response.WriteStartObject("DestinationConfig");
        response.WriteStartObject("OnFailure");
        if (settings.OnFailureArn is { } arn)
        {
            response.WriteString("Destination", arn);
        }

        response.WriteEndObject();
        response.WriteEndObject();
    }

    private static void WriteFilters(Utf8JsonWriter response, MappingSettings settings)
    {
        if (settings.FilterPatterns.Count == 0)
        {
            return;
        }

        response.WriteStartObject("FilterCriteria");
        response.WriteStartArray("Filters");
        foreach (var pattern in settings.FilterPatterns)
        {
            response.WriteStartObject();
            response.WriteString("Pattern", pattern);
            response.WriteEndObject();
        }

        response.WriteEndArray();
        response.WriteEndObject();
    }
}
