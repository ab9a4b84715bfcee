namespace Onboarding.LocalAws.Wire.Client;

/// <summary>An endpoint refused a call, or answered what AWS does not answer; the message is one line.</summary>
internal sealed class WireException(string message) : Exception(message);
