using Onboarding.LocalAws.Lambda.Model;

namespace Onboarding.LocalAws.Lambda.Environments;

/// <summary>How long environments may take, wait and idle, and how many there may be.</summary>
/// <param name="EnforcesTimeouts">Whether a function that runs out of time is ended.</param>
/// <param name="EnvironmentsPerFunctionMax">At once; further invocations wait.</param>
/// <param name="IdleTimeMax">An environment without an invocation for this long is ended.</param>
internal sealed record EnvironmentLimits(bool EnforcesTimeouts, int EnvironmentsPerFunctionMax, TimeSpan IdleTimeMax)
{
    private static readonly TimeSpan TimeWithoutTimeout = TimeSpan.FromDays(1);

    /// <summary>What a function is told to have; a good one gives up by itself, shortly before its time.</summary>
    public TimeSpan TimeOf(FunctionDefinition function) => EnforcesTimeouts ? function.Timeout : TimeWithoutTimeout;
}
