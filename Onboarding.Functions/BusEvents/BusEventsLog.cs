using Microsoft.Extensions.Logging;

namespace Onboarding.Functions.BusEvents;

internal static partial class BusEventsLog
{
    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Message {MessageId} failed and will come again: {ErrorType}: {ErrorMessage}")]
    public static partial void MessageFailed(
        ILogger logger, string messageId, string errorType, string errorMessage);
}
