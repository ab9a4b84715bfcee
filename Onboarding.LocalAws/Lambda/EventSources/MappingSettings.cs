using System.Text.Json;
using Onboarding.LocalAws.EventPatterns;

namespace Onboarding.LocalAws.Lambda.EventSources;

/// <summary>What mappings of every kind of source have.</summary>
internal abstract record MappingSettings
{
    /// <summary>A UUID; the same for the same template, so that checkpoints outlive a restart.</summary>
    public required string Uuid { get; init; }

    /// <summary>The function's plain name.</summary>
    public required string FunctionName { get; init; }

    public required string FunctionArn { get; init; }

    public required string EventSourceArn { get; init; }

    /// <summary>As the template says; <see cref="HandSwitches"/> may know better.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>1 to 10,000.</summary>
    public abstract int BatchSize { get; init; }

    public TimeSpan BatchingWindow { get; init; }

    /// <summary>A record is delivered where any of them matches it; without any, every record is.</summary>
    public IReadOnlyList<EventPattern> Filters { get; init; } = [];

    /// <summary>The filters as they were written.</summary>
    public IReadOnlyList<string> FilterPatterns { get; init; } = [];

    public bool ReportsBatchItemFailures { get; init; }

    /// <param name="record">As filters see it.</param>
    public bool Wants(JsonElement record)
    {
        if (Filters.Count == 0)
        {
            return true;
        }

        var fields = new EventFields(record);
        foreach (var filter in Filters)
        {
            if (filter.Matches(fields))
            {
                return true;
            }
        }

        return false;
    }
}
