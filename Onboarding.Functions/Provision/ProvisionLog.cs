using Microsoft.Extensions.Logging;

namespace Onboarding.Functions.Provision;

internal static partial class ProvisionLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "User {UserId} is completed")]
    public static partial void Completed(ILogger logger, string userId);

    [LoggerMessage(Level = LogLevel.Information, Message = "User {UserId} is not processing any more: nothing to do")]
    public static partial void Unchanged(ILogger logger, string userId);
}
