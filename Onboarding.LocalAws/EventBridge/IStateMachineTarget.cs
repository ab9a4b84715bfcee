namespace Onboarding.LocalAws.EventBridge;

/// <summary>What EventBridge needs from Step Functions.</summary>
internal interface IStateMachineTarget
{
    /// <summary>Starts an execution; one that runs has taken the event. The caller's span is the current one.</summary>
    /// <param name="executionName">The same for each attempt of one delivery, which may start it but once.</param>
    /// <param name="input">JSON.</param>
    ValueTask<TargetResult> StartAsync(
        string stateMachineArn, string executionName, ReadOnlyMemory<byte> input, CancellationToken stop);
}
