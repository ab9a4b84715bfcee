using Microsoft.Extensions.Logging;

namespace Onboarding.Functions.Provision;

internal static partial class ProvisionLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Provisioning of user {UserId}: {Outcome}")]
    public static partial void Handled(ILogger logger, string userId, string outcome);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "User {UserId} fails at step {Step}: {Code} is permanent (reason: {Reason})")]
    public static partial void Refused(ILogger logger, string userId, string step, string code, string reason);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The fault of user {UserId} at step {Step} could not be noted: {Code}")]
    public static partial void NotNoted(ILogger logger, string userId, string step, string code);
}
