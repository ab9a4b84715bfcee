namespace Onboarding.LocalAws.Lambda.EventSources;

/// <summary>How a mapping ends: first no new deliveries, later the wait for those under way.</summary>
internal readonly record struct MappingStop(CancellationToken NewWork, CancellationToken WorkInFlight);
