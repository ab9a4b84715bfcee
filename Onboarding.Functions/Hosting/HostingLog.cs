using Microsoft.Extensions.Logging;

namespace Onboarding.Functions.Hosting;

internal static partial class HostingLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "The invocation failed: {ErrorType}: {ErrorMessage} {StackTrace}")]
    public static partial void InvocationFailed(
        ILogger logger, string errorType, string errorMessage, string stackTrace);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The Runtime API did not take the answer: {Outcome}")]
    public static partial void ResponseRefused(ILogger logger, PostOutcome outcome);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The Runtime API cannot be reached ({Reason}); trying again in {DelayMilliseconds} ms")]
    public static partial void PollFailed(ILogger logger, string reason, double delayMilliseconds);
}
