using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Wire.Edge;

/// <summary>
/// Says in the log, once, which credentials and region are right: the caller has AWS's answer, which says only that its
/// own are wrong. The root pair is the same on every machine and printed at start, so no secret;
/// what the caller has sent is never written, as it may be of a real account.
/// </summary>
internal sealed partial class CredentialHint(AwsScope scope, Credential root, ILogger<CredentialHint> logger)
{
    private int _isTold;

    public void Tell(SignatureFaultKind kind)
    {
        var isHelp = kind is SignatureFaultKind.UnknownKey or SignatureFaultKind.WrongToken
            or SignatureFaultKind.Mismatch or SignatureFaultKind.WrongScope;
        if (isHelp && Interlocked.Exchange(ref _isTold, 1) == 0)
        {
            LogRight(logger, root.AccessKeyId, root.SecretAccessKey, scope.Region);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A request was refused for its credentials or its region. Right "
        + "are AWS_ACCESS_KEY_ID={KeyId} AWS_SECRET_ACCESS_KEY={Key}, no session token, and the region {Region}; this "
        + "is said once")]
    private static partial void LogRight(ILogger logger, string keyId, string key, string region);
}
