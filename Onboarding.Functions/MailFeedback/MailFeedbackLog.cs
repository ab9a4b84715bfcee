using Microsoft.Extensions.Logging;

namespace Onboarding.Functions.MailFeedback;

internal static partial class MailFeedbackLog
{
    [LoggerMessage(
        Level = LogLevel.Warning, Message = "Mail {MessageId} of user {UserId} {State}: the user is not mailed again")]
    public static partial void Noted(ILogger logger, string messageId, string userId, string state);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {MessageId} {State}, and there is no user {UserId}")]
    public static partial void NoUser(ILogger logger, string messageId, string userId, string state);
}
