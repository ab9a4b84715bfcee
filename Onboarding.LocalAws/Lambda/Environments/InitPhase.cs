using Onboarding.LocalAws.Lambda.Model;

namespace Onboarding.LocalAws.Lambda.Environments;

/// <summary>
/// What an environment does before its first poll. Lambda's own init phase has 10 seconds; one that fails is repeated
/// once within the invocation, with the function's own time-out
/// (https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html#runtimes-lifecycle-ib).
/// </summary>
/// <param name="Attempt">1, or 2 for the one that is repeated.</param>
internal readonly record struct InitPhase(int Attempt)
{
    private static readonly TimeSpan FirstTimeMax = TimeSpan.FromSeconds(10);

    public static InitPhase First { get; } = new(1);

    /// <summary>What follows a failure; null where the failure is the answer.</summary>
    public InitPhase? Repeated => this == First ? new InitPhase(2) : null;

    public TimeSpan TimeMax(FunctionDefinition function) => this == First ? FirstTimeMax : function.Timeout;
}
