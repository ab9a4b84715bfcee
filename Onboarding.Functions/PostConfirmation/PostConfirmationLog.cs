using Microsoft.Extensions.Logging;

namespace Onboarding.Functions.PostConfirmation;

internal static partial class PostConfirmationLog
{
    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "User {UserId} has signed up, for tenant {TenantId}; an invitation was {Invitation}")]
    public static partial void SignedUp(ILogger logger, string userId, string tenantId, string invitation);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{TriggerSource} is not a sign-up: nothing to do")]
    public static partial void Ignored(ILogger logger, string triggerSource);
}
