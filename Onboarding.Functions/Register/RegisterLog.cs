using Microsoft.Extensions.Logging;

namespace Onboarding.Functions.Register;

internal static partial class RegisterLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "User {UserId} is registered")]
    public static partial void Registered(ILogger logger, string userId);

    [LoggerMessage(Level = LogLevel.Information, Message = "User {UserId} is registered already under this key")]
    public static partial void Repeated(ILogger logger, string userId);
}
