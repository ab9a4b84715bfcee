using Microsoft.Extensions.Logging;

namespace Onboarding.Functions.Streams;

internal static partial class StreamLog
{
    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Record {SequenceNumber} failed and will be delivered again: {ErrorType}: {ErrorMessage}")]
    public static partial void RecordFailed(
        ILogger logger, string sequenceNumber, string errorType, string errorMessage);
}
