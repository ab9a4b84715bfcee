namespace Onboarding.LocalAws.Lambda.Environments;

/// <summary>What became of a runtime's call of the Runtime API.</summary>
internal enum RuntimeCallResult
{
    Accepted,

    /// <summary>No such invocation in this environment, or it is over.</summary>
    InvalidRequestId,

    /// <summary>The environment is not in a state for this call, or it has ended.</summary>
    InvalidStateTransition,
}
