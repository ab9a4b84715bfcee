using Microsoft.Extensions.Logging;

namespace Onboarding.Functions.Enrich;

internal static partial class EnrichLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "User {UserId} is {Outcome}")]
    public static partial void Enriched(ILogger logger, string userId, string outcome);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The domain of user {UserId} is unverified: {Cause}")]
    public static partial void Unverified(ILogger logger, string userId, string cause);
}
