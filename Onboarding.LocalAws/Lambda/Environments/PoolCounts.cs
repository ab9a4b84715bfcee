namespace Onboarding.LocalAws.Lambda.Environments;

/// <summary>What a pool has at one moment.</summary>
/// <param name="Environments">Those that it started and that live.</param>
/// <param name="Waiting">Invocations that no environment has taken.</param>
/// <param name="HasExternalRuntime">Whether a runtime that the host did not start is there.</param>
internal readonly record struct PoolCounts(int Environments, int Waiting, bool HasExternalRuntime);
