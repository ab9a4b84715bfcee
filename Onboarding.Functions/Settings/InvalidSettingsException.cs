namespace Onboarding.Functions.Settings;

/// <summary>The environment does not describe a function that can run; the message holds every fault.</summary>
internal sealed class InvalidSettingsException(IEnumerable<string> faults)
    : Exception("The function cannot start: " + string.Join(' ', faults));
