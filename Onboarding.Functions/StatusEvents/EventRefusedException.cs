namespace Onboarding.Functions.StatusEvents;

/// <summary>The bus answered and did not take the event.</summary>
internal sealed class EventRefusedException(string? code, string? message)
    : Exception($"EventBridge did not take the event: {code}: {message}");
