using Microsoft.Extensions.Logging;

namespace Onboarding.Functions.CreateUser;

internal static partial class CreateUserLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "User {UserId} is created")]
    public static partial void Created(ILogger logger, string userId);
}
