using Microsoft.Extensions.Logging;

namespace Onboarding.Functions.StatusEvents;

internal static partial class StatusEventsLog
{
    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "{Count} events are not on the bus and will be published again: {ErrorType}: {ErrorMessage}")]
    public static partial void BusUnavailable(ILogger logger, int count, string errorType, string errorMessage);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The bus did not take '{EventType}' of user {UserId}, which will be published again: {Code}")]
    public static partial void EventRefused(ILogger logger, string eventType, string userId, string code);
}
