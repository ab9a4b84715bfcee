using Onboarding.LocalAws.Lambda.EventSources;

namespace Onboarding.LocalAws.Hosting;

/// <summary>
/// An event source mapping, by the names of AWS
/// (https://docs.aws.amazon.com/lambda/latest/api/API_EventSourceMappingConfiguration.html). Properties are read anew.
/// </summary>
public sealed class EventSourceMapping
{
    private readonly IEventSourceMapping _mapping;

    internal EventSourceMapping(IEventSourceMapping mapping) => _mapping = mapping;

    /// <summary>AWS draws it; here the same template gets the same.</summary>
    public string Uuid => _mapping.Settings.Uuid;

    /// <summary>The function's physical name.</summary>
    public string FunctionName => _mapping.Settings.FunctionName;

    /// <summary>Of the stream or queue.</summary>
    public string EventSourceArn => _mapping.Settings.EventSourceArn;

    /// <summary><c>Enabled</c> or <c>Disabled</c>.</summary>
    public string State => _mapping.IsEnabled ? "Enabled" : "Disabled";

    /// <summary>Whether <see cref="Pause"/> holds deliveries back; AWS has no such state.</summary>
    public bool IsPaused => _mapping.Gate.IsPaused;

    /// <summary>AWS's words for how the last batch went, for example <c>PROBLEM: Function call failed</c>.</summary>
    public string LastProcessingResult => _mapping.LastProcessingResult;

    /// <summary>
    /// Records after the checkpoint, those that no filter wants included; of a queue, messages that are not deleted.
    /// </summary>
    public long Lag => (long)_mapping.Lag;

    /// <summary>Begins no delivery until <see cref="Resume"/>; what waits does not become too old meanwhile.</summary>
    public void Pause() => _mapping.Gate.Pause();

    /// <summary>Goes on where it stood.</summary>
    public void Resume() => _mapping.Gate.Resume();

    /// <summary>Whether nothing is left, and how many deliveries have ever begun.</summary>
    internal (bool IsDrained, long Deliveries) Look() =>
        (_mapping is { Lag: 0, OpenCount: 0 }, _mapping.Gate.PassedCount);
}
