namespace Onboarding.Functions.Domains;

/// <summary>What the registry answered is not to be read: trying again brings the same.</summary>
internal sealed class RdapRefusedException(string message, Exception? innerException = null)
    : Exception(message, innerException);
