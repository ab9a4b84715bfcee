using Microsoft.Extensions.Logging;

namespace Onboarding.Functions.CreateInvitation;

internal static partial class CreateInvitationLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "User {UserId} has invited somebody into tenant {TenantId}")]
    public static partial void Invited(ILogger logger, string userId, string tenantId);
}
