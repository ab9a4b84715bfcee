using Microsoft.Extensions.Logging;

namespace Onboarding.Functions.Users;

internal static partial class UsersLog
{
    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "User {UserId} takes the e-mail address over from user {Displaced}, whose claim has less behind it")]
    public static partial void AddressTakenOver(ILogger logger, string userId, string displaced);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "The registration of user {UserId} failed: {Reason}. {Explanation}")]
    public static partial void RegistrationFailed(ILogger logger, string userId, string reason, string explanation);
}
