using Onboarding.Functions.Randomness;
using Onboarding.ServiceDefaults.Telemetry;

namespace Onboarding.Functions.Hosting;

/// <summary>What a host or a test may give to a function besides its environment.</summary>
public sealed record BootstrapOptions
{
    public static BootstrapOptions Default { get; } = new();

    public TelemetryOptions Telemetry { get; init; } = TelemetryOptions.Default;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public RandomSource Random { get; init; } = RandomSource.System;
}
