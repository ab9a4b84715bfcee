using Microsoft.Extensions.Logging;

namespace Onboarding.LocalAws.Lambda.Environments;

/// <summary>What goes wrong in a pool, for the developer's console.</summary>
internal static partial class EnvironmentPoolLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Function}: an event waits and no runtime polls for it; start "
        + "one as docs/recipes/debug-one-function.md says")]
    public static partial void NoRuntime(ILogger logger, string function);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Function}: init attempt {Attempt} failed")]
    public static partial void InitFailed(ILogger logger, string function, int attempt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Function}: init took longer than {Seconds} s")]
    public static partial void InitTimedOut(ILogger logger, string function, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Function} {RequestId} Task timed out after {Seconds} seconds")]
    public static partial void TimedOut(ILogger logger, string function, string requestId, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Function}: {Reason}\n{Output}")]
    public static partial void Exited(ILogger logger, string function, string reason, string output);
}
