using Microsoft.Extensions.Logging;

namespace Onboarding.Functions.Http;

internal static partial class HttpLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Route} is refused with {StatusCode}: {Reason}")]
    public static partial void Refused(ILogger logger, string route, int statusCode, string reason);
}
