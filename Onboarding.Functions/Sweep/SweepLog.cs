using Microsoft.Extensions.Logging;

namespace Onboarding.Functions.Sweep;

internal static partial class SweepLog
{
    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "User {UserId} did not come out of {Status} and is driven again: attempt {Attempt}")]
    public static partial void DrivenAgain(ILogger logger, string userId, string status, int attempt);

    [LoggerMessage(
        Level = LogLevel.Error, Message = "Sweeping user {UserId} failed and is left to the next sweep: {ErrorType}")]
    public static partial void Faulted(ILogger logger, string userId, string errorType);
}
