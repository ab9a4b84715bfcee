namespace Onboarding.Functions.Hosting;

/// <summary>The Runtime API answered outside its contract: the function cannot go on.</summary>
internal sealed class RuntimeApiException(string message) : Exception(message);
