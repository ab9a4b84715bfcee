namespace Onboarding.Functions.Enrich;

/// <summary>The registry gave no usable answer: a fault of the world, never of the user.</summary>
internal sealed class RdapUnavailableException(string message, Exception? innerException = null)
    : Exception(message, innerException);
