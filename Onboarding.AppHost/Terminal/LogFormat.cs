namespace Onboarding.AppHost.Terminal;

/// <summary>How log entries look on standard output.</summary>
internal enum LogFormat
{
    /// <summary>One line for a person: time, function, message, short trace id.</summary>
    Text,

    /// <summary>One JSON object a line, as on Lambda.</summary>
    Json,
}
