using Microsoft.Extensions.Logging;

namespace Onboarding.Functions.Enrich;

internal static partial class EnrichLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "User {UserId} is {Outcome} (reason: {Reason})")]
    public static partial void Enriched(ILogger logger, string userId, string outcome, string reason);
}
