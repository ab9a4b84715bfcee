namespace Onboarding.Functions.Domains;

/// <summary>The registry did not answer the question; trying again may help.</summary>
internal sealed class RdapUnavailableException(string message) : Exception(message);
