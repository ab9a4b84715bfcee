using Microsoft.Extensions.Logging;

namespace Onboarding.Functions.AuthorizeApiKey;

internal static partial class AuthorizeApiKeyLog
{
    /// <param name="keyId">Only of a key that the caller proved to hold: others must not choose what is logged.</param>
    [LoggerMessage(Level = LogLevel.Information, Message = "A request is not allowed: {Verdict} (key: {KeyId})")]
    public static partial void NotAllowed(ILogger logger, string keyId, VerdictKind verdict);
}
