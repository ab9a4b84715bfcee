using Microsoft.Extensions.Logging;

namespace Onboarding.Functions.Login;

internal static partial class LoginLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "User {UserId} has signed in")]
    public static partial void SignedIn(ILogger logger, string userId);

    [LoggerMessage(Level = LogLevel.Information, Message = "A sign-in of user {UserId} is refused")]
    public static partial void Refused(ILogger logger, string userId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "User {UserId} is locked out")]
    public static partial void LockedOut(ILogger logger, string userId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "User {UserId} has a credential but does not exist")]
    public static partial void Orphaned(ILogger logger, string userId);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A sign-in of user {UserId} is refused: the e-mail address is another user's")]
    public static partial void Displaced(ILogger logger, string userId);
}
