using Microsoft.Extensions.Logging;

namespace Onboarding.Functions.AuthorizeApiKey;

internal static partial class AuthorizeApiKeyLog
{
    /// <param name="keyId">Only of a key that the caller proved to hold: others must not choose what is logged.</param>
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Route} is not allowed: {Verdict} (key: {KeyId}). {Reason}")]
    public static partial void NotAllowed(
        ILogger logger, string route, VerdictKind verdict, string keyId, string reason);
}
