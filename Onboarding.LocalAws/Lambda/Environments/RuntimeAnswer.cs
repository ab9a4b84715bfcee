namespace Onboarding.LocalAws.Lambda.Environments;

/// <summary>What the Runtime API makes of a runtime's call.</summary>
internal enum RuntimeAnswer
{
    Accepted,

    /// <summary>No such invocation in this environment, or it is over.</summary>
    InvalidRequestId,

    /// <summary>The environment is not in a state for this call, or it has ended.</summary>
    InvalidStateTransition,
}
