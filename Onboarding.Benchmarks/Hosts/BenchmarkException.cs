namespace Onboarding.Benchmarks.Hosts;

/// <summary>Something answered otherwise than it must for the figure to mean anything.</summary>
internal sealed class BenchmarkException(string message) : Exception(message);
