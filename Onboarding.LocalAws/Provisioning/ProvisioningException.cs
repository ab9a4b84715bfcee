namespace Onboarding.LocalAws.Provisioning;

/// <summary>A stack could not be created; the message has one line per resource that failed.</summary>
internal sealed class ProvisioningException(string message, Exception? inner = null) : Exception(message, inner);
