using Microsoft.Extensions.Logging;

namespace Onboarding.Functions.SyncProfile;

internal static partial class SyncProfileLog
{
    [LoggerMessage(
        Level = LogLevel.Warning, Message = "User {UserId} is not in the pool any more: nothing to carry there")]
    public static partial void Gone(ILogger logger, string userId);
}
